namespace GigaChat.Emulator.Hosting;

/// <summary>The ready line for a person.</summary>
internal static class HumanText
{
    public static string Make(ReadyLine ready) => $"""
        The emulator listens.

          sign-in      {ready.AuthUri}
          API          {ready.BaseUri}
          control      {ready.ControlUri}
          proxy        {ready.ProxyUri}
          adversary    {ready.AdversaryUri}adversary/<mode>/v1, with TLS {ready.AdversaryTlsUri}adversary/<mode>/v1
          TLS cases    {ready.LaboratoryUri}
          CA           {ready.CaPath}
          client cert  {ready.ClientCertificatePath}
          client key   {ready.ClientKeyPath}
          key (PERS)   {ready.AuthorizationKey}
          key (B2B)    {ready.B2bKey}
          key (CORP)   {ready.CorporateKey}
          user         {ready.User}
          password     {ready.Password}

        In PowerShell:

          Connect-GigaChat -AuthorizationKey '{ready.AuthorizationKey}' `
              -AuthUri {ready.AuthUri} -BaseUri {ready.BaseUri} `
              -CertificateAuthorityPath '{ready.CaPath}'

        Ctrl+C stops it.
        """;
}
