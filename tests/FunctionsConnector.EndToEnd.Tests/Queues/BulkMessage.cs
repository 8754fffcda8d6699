namespace FunctionsConnector.EndToEnd.Tests.Queues;

/// <summary>The expected outcome of a message in a bulk run.</summary>
internal enum BulkKind
{
    /// <summary>It is applied in spite of transient faults.</summary>
    Good,

    /// <summary>It is rejected: a name is unknown, or the vendor refuses it.</summary>
    Faulty,

    /// <summary>It is rejected: it is no update.</summary>
    Unparseable,

    /// <summary>It becomes poison: every attempt fails.</summary>
    Hopeless,
}

/// <summary>One message of a bulk run.</summary>
/// <param name="Number">Its number in the run.</param>
/// <param name="Kind">Its expected outcome.</param>
/// <param name="Text">Its text before any encoding.</param>
/// <param name="System">The system of the record.</param>
/// <param name="RecordId">The record.</param>
internal sealed record BulkMessage(int Number, BulkKind Kind, string Text, string System = "", long RecordId = 0)
{
    private const string TitleField = "title";

    public string Id => IdOf(Number);

    /// <summary>The new title of the record.</summary>
    public string Title => TitleOf(Number);

    /// <summary>The text on the queue: every other one in base64.</summary>
    public string OnQueue => Number % 2 == 0 ? Text : QueueWorld.Base64(Text);

    /// <param name="count">The number of messages; of 100, five are faulty and two unparseable.</param>
    /// <param name="isShared">Whether several messages change the same record.</param>
    /// <param name="world">The environment for the records.</param>
    public static IReadOnlyList<BulkMessage> Make(int count, bool isShared, QueueWorld world)
    {
        var (autotask, teamDynamix) = (world.Sandbox.Autotask.AddTickets(count), world.Sandbox.TeamDynamix.AddTickets(count));
        return [.. Enumerable.Range(0, count).Select(number =>
        {
            // Every fifth message goes to one of ten records per system.
            var offset = isShared && number % 5 == 0 ? number / 5 % 10 : number;
            var (system, recordId) = number % 3 == 0 ? ("teamdynamix", teamDynamix + offset) : ("autotask", autotask + offset);
            return (number % 100) switch
            {
                7 => Faulty(number, system, recordId, "noSuchField", "x"),
                27 => Faulty(number, "autotask", autotask + number, "priority", "Wichtig"),
                47 => Faulty(number, system, 999_999, TitleField, "x"),
                67 => Faulty(number, "autotask", autotask + number, "contactID", "777777"),
                87 => Faulty(number, "nowhere", recordId, TitleField, "x"),
                13 => new BulkMessage(number, BulkKind.Unparseable, $"no update, number {number}"),
                53 => new BulkMessage(number, BulkKind.Unparseable, $$"""{"system":"autotask","number":{{number}}"""),

                // Early ones, because all their attempts take long.
                _ when number is 3 or 21 or 39 or 51 or 69 => new BulkMessage(number, BulkKind.Hopeless, Update(number, "autotask", "Projects", (number / 16) + 1, "projectName", TitleOf(number))),
                _ => new BulkMessage(number, BulkKind.Good, Update(number, system, TypeIn(system), recordId, TitleField, TitleOf(number)), system, recordId),
            };
        })];
    }

    /// <summary>The true title of the record.</summary>
    public string Truth(QueueWorld world)
    {
        var truth = System == "autotask" ? world.Sandbox.Autotask.Truth("Tickets", RecordId) : world.Sandbox.TeamDynamix.Truth("tickets-42", RecordId);
        return truth.Single(field => string.Equals(field.Key, TitleField, StringComparison.OrdinalIgnoreCase)).Value!.GetValue<string>();
    }

    private static BulkMessage Faulty(int number, string system, long recordId, string field, string value) =>
        new(number, BulkKind.Faulty, Update(number, system, TypeIn(system), recordId, field, value));

    private static string TypeIn(string system) => system == "teamdynamix" ? "tickets-42" : "Tickets";

    private static string Update(int number, string system, string recordType, long recordId, string field, string value) => JsonSerializer.Serialize(new
    {
        id = IdOf(number),
        system,
        recordType,
        recordId = recordId.ToString(CultureInfo.InvariantCulture),
        fields = new Dictionary<string, string> { [field] = value },
    });

    private static string IdOf(int number) => string.Create(CultureInfo.InvariantCulture, $"m-{number}");

    private static string TitleOf(int number) => string.Create(CultureInfo.InvariantCulture, $"title {number}");
}
