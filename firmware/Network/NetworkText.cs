namespace Nanowire.Firmware
{
    /// <summary>The network's states and reasons in words: what is, and what to do about it.</summary>
    public static class NetworkText
    {
        /// <summary>A state, in one word that pages and scripts may compare.</summary>
        public static string Name(NetworkState state)
        {
            switch (state)
            {
                case NetworkState.Starting:
                    return "starting";
                case NetworkState.Joining:
                    return "joining";
                case NetworkState.Waiting:
                    return "waiting";
                case NetworkState.Up:
                    return "up";
                case NetworkState.Lost:
                    return "lost";
                case NetworkState.Portal:
                    return "portal";
                default:
                    return "restarting";
            }
        }

        /// <summary>A reason, in a word or two that fit the log of restarts.</summary>
        public static string Name(NetworkReason reason)
        {
            switch (reason)
            {
                case NetworkReason.NoCredentials:
                    return "nothing stored";
                case NetworkReason.Button:
                    return "button";
                case NetworkReason.Stored:
                    return "network chosen";
                case NetworkReason.NetworkBack:
                    return "network is back";
                case NetworkReason.AccessPointFailed:
                    return "no access point";
                case NetworkReason.FactoryReset:
                    return "button";
                default:
                    return "cannot join";
            }
        }

        /// <summary>A reason, as a sentence of its own without an end.</summary>
        public static string Describe(NetworkReason reason)
        {
            switch (reason)
            {
                case NetworkReason.NoCredentials:
                    return "no network is stored";
                case NetworkReason.Button:
                    return "the button was held at start";
                case NetworkReason.WrongPassword:
                    return "the network did not take the password";
                case NetworkReason.NotFound:
                    return "no network of that name is in reach";
                case NetworkReason.NoAddress:
                    return "the network gave no address in time";
                case NetworkReason.JoinFailed:
                    return "joining failed";
                case NetworkReason.NetworkLost:
                    return "the network went away";
                case NetworkReason.Joined:
                    return "the network is there";
                case NetworkReason.Stored:
                    return "a network was chosen";
                case NetworkReason.NetworkBack:
                    return "the stored network works again";
                case NetworkReason.AccessPointFailed:
                    return "the access point did not open";
                case NetworkReason.FactoryReset:
                    return "everything was set back";
                case NetworkReason.Asked:
                    return "a restart was asked for";
                default:
                    return "nothing happened yet";
            }
        }

        /// <summary>What somebody in front of the device can do about a reason; null when nothing is to be done.</summary>
        public static string Advise(NetworkReason reason)
        {
            switch (reason)
            {
                case NetworkReason.WrongPassword:
                    return "to enter the password again hold the button for 5 s while the device starts";
                case NetworkReason.NotFound:
                    return "check that the router is on, near enough and has 2.4 GHz";
                case NetworkReason.NoAddress:
                    return "check the cable, if there is one, and that the router gives out addresses (DHCP)";
                case NetworkReason.JoinFailed:
                    return "check that the router has room for another device and allows WPA2";
                default:
                    return null;
            }
        }

        /// <summary>The reason that a result of joining means, when there still is no address.</summary>
        internal static NetworkReason From(JoinResult result)
        {
            switch (result)
            {
                case JoinResult.WrongPassword:
                    return NetworkReason.WrongPassword;
                case JoinResult.NotFound:
                    return NetworkReason.NotFound;
                case JoinResult.Joined:
                    return NetworkReason.NoAddress;
                default:
                    return NetworkReason.JoinFailed;
            }
        }
    }
}
