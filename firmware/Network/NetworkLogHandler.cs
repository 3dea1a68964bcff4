namespace Nanowire.Firmware
{
    /// <summary>Takes a line for people: what happened to the network and what to do about it.</summary>
    /// <param name="line">One line, without its end; no secrets.</param>
    public delegate void NetworkLogHandler(string line);
}
