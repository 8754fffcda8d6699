using System.Net.Mail;

namespace FunctionsConnector.Actions.Settings;

/// <summary>Reads <c>Connector:Contact</c>.</summary>
internal static class ContactReader
{
    public static ContactSettings Read(SettingsSection contact)
    {
        contact.RefuseUnknown(["Name", "Url", "Email"]);
        return new ContactSettings(contact.Text("Name"), Url(contact), Email(contact));
    }

    private static Uri? Url(SettingsSection contact)
    {
        if (contact.Text("Url") is not { } text)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "https" or "http")
        {
            return url;
        }

        contact.Problem("Url", $"is '{text}', which is no absolute URL. Give one such as https://contoso.example/support.");
        return null;
    }

    private static string? Email(SettingsSection contact)
    {
        if (contact.Text("Email") is not { } text)
        {
            return null;
        }

        if (MailAddress.TryCreate(text, out var address) && address.Address == text)
        {
            return text;
        }

        contact.Problem("Email", $"is '{text}', which is no e-mail address. Give one such as support@contoso.example.");
        return null;
    }
}
