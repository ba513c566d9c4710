using System.Text;
using Microsoft.PowerShell;

// The console of Wine starts with an old code page, in which there is no Cyrillic.
Console.OutputEncoding = Encoding.UTF8;
return UnmanagedPSEntry.Start(args, args.Length);
