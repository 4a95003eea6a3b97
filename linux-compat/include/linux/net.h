/* SPDX-License-Identifier: MIT
 * The socket layer's small services.
 */
#pragma once
#include <linux/config.h>
#include <linux/socket.h>
#include <linux/wait.h>
extern int net_ratelimit(void);

struct sock;
struct file;
struct inode;
struct proto_ops;
typedef enum { SS_FREE, SS_UNCONNECTED, SS_CONNECTING, SS_CONNECTED, SS_DISCONNECTING } socket_state;
struct socket {
    short type;
    socket_state state;
    unsigned long flags;
    wait_queue_head_t wait;
    struct fasync_struct *fasync_list;
    struct file *file;
    struct inode *inode;
    struct proto_ops *ops;
    struct sock *sk;
};
extern void sock_release(struct socket *socket);
extern int sock_sendmsg(struct socket *socket, struct msghdr *message, int length);
extern int sock_recvmsg(struct socket *socket, struct msghdr *message, int length, int flags);
