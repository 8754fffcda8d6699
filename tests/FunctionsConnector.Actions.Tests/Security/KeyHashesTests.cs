using System.Security.Cryptography;
using FunctionsConnector.Actions.Security;

namespace FunctionsConnector.Actions.Tests.Security;

public sealed class KeyHashesTests
{
    private readonly KeyHashes _hashes = new(max: 2);

    [Fact]
    public void A_valid_key_is_hashed_once()
    {
        var hash = _hashes.Of("good");
        _hashes.Add("good", hash);

        _hashes.Of("good").ShouldBeSameAs(hash);
    }

    [Fact]
    public void An_invalid_key_is_not_cached()
    {
        var hash = _hashes.Of("bad");

        _hashes.Of("bad").ShouldNotBeSameAs(hash);
        _hashes.Of("bad").ShouldBe(SHA256.HashData(Encoding.UTF8.GetBytes("bad")));
    }

    [Fact]
    public void Replaced_keys_do_not_accumulate()
    {
        foreach (var key in (string[])["first", "second", "third"])
        {
            _hashes.Add(key, _hashes.Of(key));
        }

        _hashes.Of("first").ShouldNotBeSameAs(_hashes.Of("first"), "more than two were kept");
    }
}
