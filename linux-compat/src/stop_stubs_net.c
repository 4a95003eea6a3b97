/* SPDX-License-Identifier: MIT
 * Stop stubs of protocols: each names itself and fails the domain.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"

LX_STOP_STUB(__scm_destroy);
LX_STOP_STUB(__scm_send);
LX_STOP_STUB(arp_find);
LX_STOP_STUB(arp_send);
LX_STOP_STUB(devinet_ioctl);
LX_STOP_STUB(in_dev_finish_destroy);
LX_STOP_STUB(init_fcdev);
LX_STOP_STUB(ip_rt_ioctl);
LX_STOP_STUB(neigh_lookup);
LX_STOP_STUB(netlink_broadcast);
LX_STOP_STUB(netlink_kernel_create);
LX_STOP_STUB(put_cmsg);
LX_STOP_STUB(register_fcdev);
LX_STOP_STUB(scm_detach_fds);
LX_STOP_STUB(sock_recvmsg);
LX_STOP_STUB(sock_release);
LX_STOP_STUB(sock_sendmsg);
LX_STOP_STUB(sock_wake_async);
LX_STOP_STUB(unregister_fcdev);
LX_STOP_STUB(zlib_inflate);
LX_STOP_STUB(zlib_inflateEnd);
LX_STOP_STUB(zlib_inflateIncomp);
LX_STOP_STUB(zlib_inflateInit2_);
LX_STOP_STUB(zlib_inflateInit_);
LX_STOP_STUB(zlib_inflateReset);
LX_STOP_STUB(zlib_inflate_workspacesize);
LX_STOP_STUB(dev_set_promiscuity);
LX_STOP_STUB(dev_set_allmulti);
LX_STOP_STUB(dev_mc_delete);
LX_STOP_STUB(netdev_set_master);
