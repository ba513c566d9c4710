namespace GigaChat;

/// <summary>The way a connection signs in.</summary>
public enum SignInKind
{
    /// <summary>The authorization key of a project, through OAuth.</summary>
    AuthorizationKey,

    /// <summary>Client id and client secret, which together are the authorization key.</summary>
    ClientSecret,

    /// <summary>User name and password, at the API address itself.</summary>
    Password,

    /// <summary>A token that was handed over; it cannot be renewed.</summary>
    AccessToken,

    /// <summary>A client certificate in place of a token.</summary>
    Certificate,
}
