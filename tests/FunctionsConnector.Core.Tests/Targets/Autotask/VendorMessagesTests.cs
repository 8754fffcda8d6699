using FunctionsConnector.Core.Targets.Autotask.Calls;

namespace FunctionsConnector.Core.Tests.Targets.Autotask;

public class VendorMessagesTests
{
    [Theory]
    [InlineData("""{"errors":["queueID is required","Error updating entity for record number [1]."]}""", "queueID is required")]
    [InlineData("""{"errors":["Role does not exist or is invalid. ; on record number [1]."]}""", "Role does not exist or is invalid.")]
    [InlineData("""{"Errors":[{"message":"Too long","field":"title"},"Second"]}""", "Too long|Second")]
    [InlineData("""{"errors":["Error updating entity for record number [1]."]}""", "Error updating entity")]
    [InlineData("""{"errors":["Same","Same"]}""", "Same")]
    [InlineData("""{"errors":[],"errorId":1}""", "")]
    [InlineData("""<html><body>404</body></html>""", "")]
    [InlineData("""["errors"]""", "")]
    [InlineData("", "")]
    [InlineData("""{"errors":"not a list"}""", "")]
    public void The_useful_part_of_a_response_is_kept_without_boilerplate(string body, string expected) =>
        string.Join('|', VendorMessages.Of(Answer(500, body))).ShouldBe(expected);

    [Theory]
    [InlineData(405, "No.")]
    [InlineData(500, "")]
    [InlineData(504, "")]
    public void A_message_without_errors_counts_only_below_500(int status, string expected) =>
        string.Join('|', VendorMessages.Of(Answer(status, """{"Message":"No."}"""))).ShouldBe(expected);

    [Theory]
    [InlineData(429, "The Autotask API thread threshold of 3 threads has been exceeded", true)]
    [InlineData(500, "The Autotask API thread threshold of 3 threads has been exceeded", true)]
    [InlineData(403, "Itgenatr005", true)]
    [InlineData(500, "The thread of this ticket is too long", false)]
    public void The_thread_limit_is_recognized_by_its_text_with_any_status(int status, string message, bool expected) =>
        VendorMessages.IsThreadLimit(VendorMessages.Of(Answer(status, $$"""{"errors":["{{message}}"]}"""))).ShouldBe(expected);

    private static VendorReply.Response Answer(int status, string body)
    {
        using var message = new HttpResponseMessage();
        return new VendorReply.Response(status, message.Headers, Encoding.UTF8.GetBytes(body));
    }
}
