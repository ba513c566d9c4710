using System.Management.Automation;
return UnmanagedPSEntry.Start(args, args.Length);
