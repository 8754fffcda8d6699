using System.Security.Cryptography;
using System.Text;
using FunctionsConnector.Actions.Security;

namespace FunctionsConnector.Actions.Tests.Security;

public sealed class KeyHashesTests
{
    private readonly KeyHashes _hashes = new(most: 2);

    [Fact]
    public void A_key_that_was_good_is_not_hashed_again()
    {
        var hash = _hashes.Of("good");
        _hashes.Remember("good", hash);

        _hashes.Of("good").ShouldBeSameAs(hash);
    }

    [Fact]
    public void A_key_that_was_not_good_is_not_kept()
    {
        var hash = _hashes.Of("bad");

        _hashes.Of("bad").ShouldNotBeSameAs(hash);
        _hashes.Of("bad").ShouldBe(SHA256.HashData(Encoding.UTF8.GetBytes("bad")));
    }

    [Fact]
    public void Keys_that_were_replaced_do_not_pile_up()
    {
        foreach (var key in (string[])["first", "second", "third"])
        {
            _hashes.Remember(key, _hashes.Of(key));
        }

        _hashes.Of("first").ShouldNotBeSameAs(_hashes.Of("first"), "more than two were kept");
    }
}
