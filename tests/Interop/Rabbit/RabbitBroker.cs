using System;

namespace Nanowire.Interop.Rabbit
{
    /// <summary>RabbitMQ as one node, which the tests share because its start takes many seconds, and as a cluster.</summary>
    internal static class RabbitBroker
    {
        private static readonly Lazy<RabbitCluster> _single = new Lazy<RabbitCluster>(() => StartCluster(1));

        /// <summary>The single node, started by the first that asks.</summary>
        internal static RabbitNode Single => _single.Value.Nodes[0];

        internal static void End()
        {
            if (_single.IsValueCreated)
            {
                _single.Value.Dispose();
            }
        }

        internal static RabbitCluster StartCluster(int count)
        {
            Need.Program("epmd", "erlang-base");
            Need.Program("rabbitmq-server", "rabbitmq-server");
            return new RabbitCluster(count);
        }
    }
}
