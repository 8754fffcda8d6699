using FunctionsConnector.Sandbox.TeamDynamix.Lookups;

namespace FunctionsConnector.Sandbox.TeamDynamix.Attributes;

/// <summary>The custom attributes at the start. Their ids begin with the component id.</summary>
internal static class SeededAttributes
{
    public const int Project = 1;
    public const int Ticket = 9;
    public const int Article = 26;
    public const int Asset = 27;
    public const int Person = 31;
    public const int ConfigurationItem = 63;

    public static IReadOnlyList<int> Components { get; } = [Project, Ticket, Article, Asset, Person, ConfigurationItem];

    public static IReadOnlyList<AttributeDefinition> Of(int component) => component switch
    {
        Project =>
        [
            Choice(1001, "Methodology", "dropdown", new(10011, "Agile"), new(10012, "Waterfall")),
            new(1002, "Sponsor Notes", "textarea"),
        ],
        Ticket => Tickets,
        Article =>
        [
            Choice(26001, "Audience", "checkboxlist", new(260011, "Students"), new(260012, "Staff")),
            new(26002, "Reviewed By", "textbox"),
        ],
        Asset => Assets,
        Person => [new(31001, "Badge Number", "textbox"), Choice(31002, "Shift", "dropdown", new(310021, "Day"), new(310022, "Night"))],
        ConfigurationItem =>
        [
            Choice(63001, "Environment", "dropdown", new(630011, "Production"), new(630012, "Test"), new(630013, "Mainframe", false)) with
            {
                IsRequired = true,
                IsUpdatable = false,
            },
            new(63002, "Host Name", "textbox"),
            new(63003, "Next Patch Day", "datefield"),
        ],
        _ => [],
    };

    private static IReadOnlyList<AttributeDefinition> Tickets =>
    [
        Choice(9001, "Building", "dropdown", new(90011, "North Hall"), new(90012, "South Hall"), new(90013, "Old Gym", false)),
        Choice(
            9002, "Affected Services", "checkboxlist",
            new(90021, "Email"), new(90022, "Wi-Fi"), new(90023, "Printing"), new(90024, "Dial-up", false)),
        new(9003, "Purchase Order", "textbox"),
        new(9004, "Impact Notes", "textarea"),
        new(9005, "Needed By", "datefield"),
        // Has the name of a standard field.
        new(9006, "Description", "textbox"),
        // Two attributes with the same name.
        new(9007, "Room", "textbox"),
        Choice(9008, "Room", "dropdown", new(90081, "101"), new(90082, "102")),
        // Not in the "Update" view, but the API can write it.
        Choice(9009, "Approval", "dropdown", new(90091, "Pending"), new(90092, "Approved"), new(90093, "Denied")) with
        {
            IsRequired = true,
            IsUpdatable = false,
        },
        Choice(9010, "Equipment", "multiselect", new(90101, "Cable"), new(90102, "Adapter, USB-C"), new(90103, "Docking Station")),
        Choice(9011, "Remote Work", "hradio", new(90111, "Yes"), new(90112, "No")),
        // Two choices with the same name, and one with the name of an inactive choice.
        Choice(9012, "Shift", "vradio", new(90121, "Night"), new(90122, "Night"), new(90123, "Day", false), new(90124, "Day")),
        new(9013, "Work Area", "textbox") { App = Applications.OtherTickets },
    ];

    private static IReadOnlyList<AttributeDefinition> Assets =>
    [
        Choice(27001, "Condition", "dropdown", new(270011, "Good"), new(270012, "Worn"), new(270013, "Broken")),
        new(27002, "Warranty Ends", "datefield"),
        new(27003, "Operating System", "textbox"),
        Choice(27004, "Installed Software", "multiselect", new(270041, "Office"), new(270042, "CAD"), new(270043, "Statistics")),
    ];

    private static AttributeDefinition Choice(int id, string name, string type, params IReadOnlyList<AttributeChoice> choices) =>
        new(id, name, type) { Choices = choices };
}
