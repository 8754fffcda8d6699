namespace FunctionsConnector.EndToEnd.Tests.Page;

/// <summary>How the page reads a pasted table, and how it writes the file with the outcome.</summary>
public sealed class TableReadingTests(Chromium chromium)
{
    private const string Read = """
        async text => {
          const { problem, rows } = (await import(new URL('page/table.js', document.baseURI))).readTable(text);
          return problem ?? rows.map(row => row.problem ?? JSON.stringify(row.record)).join('\n');
        }
        """;

    public static TheoryData<string, string> Tables => new()
    {
        { "id\tStatus\tDue\n1\tNew\t\n2\t\t 2027-01-01", """{"recordId":"1","fields":{"Status":"New"}}|{"recordId":"2","fields":{"Due":" 2027-01-01"}}""" },
        { "id,Status\r\n1,New\r\n\r\n2,Old\r\n", """{"recordId":"1","fields":{"Status":"New"}}|{"recordId":"2","fields":{"Status":"Old"}}""" },
        { "\uFEFFid;Size\r1;3,5", """{"recordId":"1","fields":{"Size":"3,5"}}""" },
        { "\"id\",\"A, B\"\n1,\"x, \"\"y\"\"\nz\"", """{"recordId":"1","fields":{"A, B":"x, \"y\"\nz"}}""" },
        { "id\tText\n1\t\"a\nc \"\"d\"\"\"\n2\t\"", """{"recordId":"1","fields":{"Text":"a\nc \"d\""}}|{"recordId":"2","fields":{"Text":"\""}}""" },
        { "id\tText\n1\t\"Golden\"\n2\t\"\"\n3\t\"\"\"Golden\"\"\"\n4\t\"x", """{"recordId":"1","fields":{"Text":"\"Golden\""}}|{"recordId":"2","fields":{"Text":"\"\""}}|{"recordId":"3","fields":{"Text":"\"Golden\""}}|{"recordId":"4","fields":{"Text":"\"x"}}""" },
        { "id\tText\n1\t\"a\tb\nc \"\"d\"\"\"\n2\tx", Ambiguous("\"a") },
        { "id\tText\n1\t\"Golden\n2\tx\n3\tdisk of 5\"", Ambiguous("\"Golden") },
        { "id\tA\tB\n1\t\"Golden\ty\"", Ambiguous("\"Golden") },
        { "id\tSize\n1\t5\" disk\n2\t\"5\" disk\n3\t,", """{"recordId":"1","fields":{"Size":"5\" disk"}}|{"recordId":"2","fields":{"Size":"\"5\" disk"}}|{"recordId":"3","fields":{"Size":","}}""" },
        { "id\tA\tB\n1\t (Clear) \t(clear)\n2\tx\t(clear)", """{"recordId":"1","fields":{},"fieldsToClear":["A","B"]}|{"recordId":"2","fields":{"A":"x"},"fieldsToClear":["B"]}""" },
        { "id\t__proto__\t1\n 1 \tx\ty", """{"recordId":"1","fields":{"1":"y","__proto__":"x"}}""" },
        { "id,A,\n1,x,\n2,x,y\n3,x,,y", """{"recordId":"1","fields":{"A":"x"}}|The value 'y' is in a column without a name.|The value 'y' is in a column without a name.""" },
        { "id,A\n42,x\n0042,y\nt1,x\nT1,y", """{"recordId":"42","fields":{"A":"x"}}|Row 1 has the same record. Put all changes of a record into one row.|{"recordId":"t1","fields":{"A":"x"}}|Row 3 has the same record. Put all changes of a record into one row.""" },
        { "id,A\n,x\n1, \n..,x", "The row has no record id in its first cell.|The row has no value, so there is nothing to change.|'..' is no record id." },
        { "id,A\n1,\"x\n2,y", "A quote is not closed, or text follows it: \"x" },
        { "id,A\n1,\"x\"y", "A quote is not closed, or text follows it: \"x\"y" },
        { "id,Status, status \n1,x,y", "Two columns are named 'status'. Keep one of them." },
        { "id\n1", "The first row has no names of fields. They stand beside the name of the column with the record ids, separated by tabs or commas." },
        { "id,A\n\n", "There is no row below the names of the fields." },
        { " \n", "Paste a table first." },
    };

    private static string Ambiguous(string cell) =>
        $"The cell {cell} begins with a quote, and a later cell ends with one. Whether they are one text is not clear. Paste the table as CSV, or take the first quote out.";

    [Theory]
    [MemberData(nameof(Tables))]
    public async Task A_table_is_read_as_a_spreadsheet_would_read_it(string text, string expected)
    {
        await using var visit = await Visit.StartAsync(chromium);

        (await visit.Tab.EvaluateAsync<string>(Read, text)).ShouldBe(expected.Replace("|", "\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_row_that_no_request_can_hold_is_a_problem_of_this_row()
    {
        await using var visit = await Visit.StartAsync(chromium);

        (await visit.Tab.EvaluateAsync<string>(Read, $"id,A\n1,{new string('ä', 500_000)}\n2,x"))
            .ShouldBe("The row is larger than 1 MB. Update this record alone.\n{\"recordId\":\"2\",\"fields\":{\"A\":\"x\"}}");
    }

    [Fact]
    public async Task No_cell_of_the_outcome_is_run_by_a_spreadsheet()
    {
        string[] cells = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\rx", " =1", "\n", "＝1", "\"=1", "a=1", "1-2", "a,\"b\"", "", "a;=1", "a,+1", "a\n -1", "a;\"@SUM(A1)", "a\t＝1", "a; b=1"];
        await using var visit = await Visit.StartAsync(chromium);

        var written = await visit.Tab.EvaluateAsync<string>("async cells => (await import(new URL('page/csv.js', document.baseURI))).csvOf([cells])", cells);

        written.ShouldBe("\uFEFF\"'=1+1\",\"'+1\",\"'-1\",\"'@SUM(A1)\",\"'\t'=1\",\"'\rx\",\"' =1\",\"'\n\",\"'＝1\",\"\"\"=1\",\"a=1\",\"1-2\",\"a,\"\"b\"\"\",\"\",\"a;'=1\",\"a,'+1\",\"a\n '-1\",\"a;\"\"'@SUM(A1)\",\"a\t'＝1\",\"a; b=1\"\r\n");
    }
}
