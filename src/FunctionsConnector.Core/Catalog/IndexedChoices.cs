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

    public int Count => choices.Count;

    public Choice this[int index] => choices[index];

    /// <summary>The choices with this id or label, in their order.</summary>
    public IReadOnlyList<Choice> Named(string text) => (_byText ??= Index()).GetValueOrDefault(text, []);

    /// <summary>The first choice with this id.</summary>
    public Choice? WithId(string id) => Named(id).FirstOrDefault(choice => string.Equals(choice.Id, id, StringComparison.OrdinalIgnoreCase));

    public bool HasLabel(string label) => Named(label).Any(choice => string.Equals(choice.Label, label, StringComparison.OrdinalIgnoreCase));

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

    private static void Add(Dictionary<string, List<Choice>> index, string text, Choice choice)
    {
        if (!index.TryGetValue(text, out var named))
        {
            index.Add(text, named = new List<Choice>(1));
        }

        named.Add(choice);
    }
}
