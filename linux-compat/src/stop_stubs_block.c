/* SPDX-License-Identifier: MIT
 * Stop stubs of block devices, their queues and buffers: each names itself and fails the domain.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"

LX_STOP_STUB(alloc_kiovec);
LX_STOP_STUB(bdget);
LX_STOP_STUB(blkdev_get);
LX_STOP_STUB(blkdev_put);
LX_STOP_STUB(brw_kiovec);
LX_STOP_STUB(buffer_insert_inode_data_queue);
LX_STOP_STUB(buffer_insert_inode_queue);
LX_STOP_STUB(create_bounce);
LX_STOP_STUB(create_empty_buffers);
LX_STOP_STUB(discard_bh_page);
LX_STOP_STUB(free_kiovec);
LX_STOP_STUB(fsync_buffers_list);
LX_STOP_STUB(get_hash_table);
LX_STOP_STUB(get_unused_buffer_head);
LX_STOP_STUB(invalidate_bdev);
LX_STOP_STUB(ioctl_by_bdev);
LX_STOP_STUB(kiobuf_wait_for_io);
LX_STOP_STUB(map_user_kiobuf);
LX_STOP_STUB(put_unused_buffer_head);
LX_STOP_STUB(set_buffer_async_io);
LX_STOP_STUB(set_buffer_flushtime);
LX_STOP_STUB(try_to_free_buffers);
LX_STOP_STUB(unmap_kiobuf);
