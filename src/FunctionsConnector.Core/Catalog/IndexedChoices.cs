using System.Collections;

namespace FunctionsConnector.Core.Catalog;

/// <summary>
/// The choices of a field, found by id or label in any case. A tenant may have thousands of them and an update may name hundreds, so a
/// search through the list for each would take seconds.
/// </summary>
/// <param name="choices">In the system's order.</param>
internal sealed class IndexedChoices(IReadOnlyList<Choice> choices) : IReadOnlyList<Choice>
{
    // Created on first use: an update names few of a catalog's picklists.
    private Dictionary<string, List<Choice>>? _byText;

    // Created on first use: nearly every label is exact.
    private Dictionary<string, List<Choice>>? _byNormalizedLabel;

    public int Count => choices.Count;

    public Choice this[int index] => choices[index];

    /// <summary>The choices with this id or label, in their order.</summary>
    public IReadOnlyList<Choice> Named(string text) => (_byText ??= Index()).GetValueOrDefault(text, []);

    /// <summary>The first choice with this id.</summary>
    public Choice? WithId(string id) => Named(id).FirstOrDefault(choice => string.Equals(choice.Id, id, StringComparison.OrdinalIgnoreCase));

    /// <summary>The choices with this label or id, apart from white space, Unicode form and HTML entities.</summary>
    public IReadOnlyList<Choice> NamedNearly(string text) => (_byNormalizedLabel ??= IndexNormalized()).GetValueOrDefault(NormalizedName.Of(text), []);

    /// <summary>Whether this is a label, exactly or nearly.</summary>
    public bool HasLabel(string text) =>
        NormalizedName.Of(text) is var name && NamedNearly(text).Any(choice => string.Equals(NormalizedName.Of(choice.Label), name, StringComparison.OrdinalIgnoreCase));

    public IEnumerator<Choice> GetEnumerator() => choices.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private Dictionary<string, List<Choice>> Index()
    {
        var index = new Dictionary<string, List<Choice>>(choices.Count * 2, StringComparer.OrdinalIgnoreCase);
        foreach (var choice in choices)
        {
            Add(index, choice.Id, choice);
            if (!string.Equals(choice.Id, choice.Label, StringComparison.OrdinalIgnoreCase))
            {
                Add(index, choice.Label, choice);
            }
        }

        return index;
    }

    private Dictionary<string, List<Choice>> IndexNormalized()
    {
        var index = new Dictionary<string, List<Choice>>(choices.Count * 2, StringComparer.OrdinalIgnoreCase);
        foreach (var choice in choices)
        {
            var label = NormalizedName.Of(choice.Label);
            Add(index, label, choice);
            if (!string.Equals(choice.Id, label, StringComparison.OrdinalIgnoreCase))
            {
                Add(index, choice.Id, choice);
            }
        }

        return index;
    }

    private static void Add(Dictionary<string, List<Choice>> index, string text, Choice choice)
    {
        if (!index.TryGetValue(text, out var named))
        {
            index.Add(text, named = new List<Choice>(1));
        }

        named.Add(choice);
    }
}
