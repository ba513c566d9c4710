# The libraries that are shipped with the module. The build stops where this list and the lock files say different things.
@{
    'Polly.Core'                  = @{ License = 'BSD-3-Clause'; Project = 'https://github.com/App-vNext/Polly'; Copyright = 'Copyright (c) 2015-2026, App vNext' }
    'System.Net.ServerSentEvents' = @{ License = 'MIT'; Project = 'https://github.com/dotnet/dotnet'; Copyright = 'Copyright (c) .NET Foundation and Contributors' }
    'System.Numerics.Tensors'     = @{ License = 'MIT'; Project = 'https://github.com/dotnet/runtime'; Copyright = 'Copyright (c) .NET Foundation and Contributors' }
    'dotenv.net'                  = @{ License = 'MIT'; Project = 'https://github.com/bolorundurowb/dotenv.net'; Copyright = 'Copyright (c) 2017-2026, Bolorunduro Winner-Timothy' }
}
