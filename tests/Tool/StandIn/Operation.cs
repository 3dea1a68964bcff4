using System;
using System.Linq;

namespace Nanowire.Nanoff.StandIn
{
    /// <summary>What a command line asks for, as nanoff 2.5 and 3 read it.</summary>
    internal static class Operation
    {
        internal static string Of(string[] args)
        {
            return args switch
            {
                ["as-msbuild", ..] => "msbuild",
                ["as-nanoclr", ..] => "nanoclr",
                ["--version"] => "version",
                ["--listports", ..] or ["list", "ports", ..] => "ports",
                ["--update", "--target", _, "--serialport", _, ..] or ["flash", "target", _, "serialport", _, ..] => "firmware",
                ["--networkdeployment", _, "--serialport", _] or ["deploy", "network", _, "serialport", _] => "network",
                ["--nanodevice", "--deploy", "--serialport", _, "--image", _] or ["deploy", "serialport", _, "image", _] => "deploy",
                ["--nanodevice", "--devicedetails", "--serialport", _] or ["details", "serialport", _] => "details",
                _ => "unknown",
            };
        }

        /// <summary>The network deployment file of a command line.</summary>
        internal static string? NetworkFile(string[] args)
        {
            return args.SkipWhile(a => a is not ("--networkdeployment" or "network")).Skip(1).FirstOrDefault();
        }
    }
}
