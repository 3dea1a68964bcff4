"""A peer that speaks multicast DNS by Python's zeroconf, on loopback.

  mdns_peer.py browse TYPE             a line for each service that comes, changes or goes
  mdns_peer.py register TYPE NAME PORT says "registered", and unregisters when a line comes
"""
import socket
import sys

from zeroconf import IPVersion, ServiceBrowser, ServiceInfo, ServiceStateChange, Zeroconf


def say(*words):
    print(*words, flush=True)


def on_change(zeroconf, service_type, name, state_change):
    if state_change is ServiceStateChange.Removed:
        say("removed", name)
        return
    info = zeroconf.get_service_info(service_type, name, 5000)
    if info is None:
        say("unresolved", name)
        return
    text = ",".join(k.decode() + "=" + (v or b"").decode() for k, v in sorted(info.properties.items()))
    say("updated" if state_change is ServiceStateChange.Updated else "added", name, info.server,
        ",".join(info.parsed_addresses()), info.port, text)


mode, service_type = sys.argv[1], sys.argv[2] + ".local."
zeroconf = Zeroconf(interfaces=["127.0.0.1"], ip_version=IPVersion.V4Only)
if mode == "browse":
    ServiceBrowser(zeroconf, service_type, handlers=[on_change])
    say("browsing")
    sys.stdin.readline()
else:
    name, port = sys.argv[3], int(sys.argv[4])
    info = ServiceInfo(service_type, name + "." + service_type, port, addresses=[socket.inet_aton("127.0.0.1")],
                       server=name + ".local.", properties={"made": "by zeroconf"})
    zeroconf.register_service(info)
    say("registered")
    sys.stdin.readline()
    zeroconf.unregister_service(info)
    say("unregistered")
zeroconf.close()
