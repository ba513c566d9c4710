# What shipped packages do not say of themselves: a licence by its SPDX name, a copyright as the project's licence has it. All else is read
# from the packages. The build stops where a name is no longer shipped, and where a package without a licence is not here.
@{
    'Microsoft.Data.Sqlite.Core'  = @{ Copyright = 'Copyright (c) .NET Foundation and Contributors' }
    # Public domain: the list of licences has it under the name of the text that stands in its sources.
    'SQLite'                      = @{ License = 'blessing' }
    'Markdig'                     = @{ Copyright = 'Copyright (c) 2018-2019, Alexandre Mutel' }
    'System.Net.ServerSentEvents' = @{ Copyright = 'Copyright (c) .NET Foundation and Contributors' }
    'System.Numerics.Tensors'     = @{ Copyright = 'Copyright (c) .NET Foundation and Contributors' }
    'dotenv.net'                  = @{ License = 'MIT'; Copyright = 'Copyright (c) 2017-2026, Bolorunduro Winner-Timothy' }
}
