/* SPDX-License-Identifier: MIT
 * Stop stubs of the IDE core: each names itself and fails the domain.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"

LX_STOP_STUB(atapi_input_bytes);
LX_STOP_STUB(atapi_output_bytes);
LX_STOP_STUB(get_info_ptr);
LX_STOP_STUB(ide_add_setting);
LX_STOP_STUB(ide_do_drive_cmd);
LX_STOP_STUB(ide_do_reset);
LX_STOP_STUB(ide_dump_status);
LX_STOP_STUB(ide_end_drive_cmd);
LX_STOP_STUB(ide_end_request);
LX_STOP_STUB(ide_error);
LX_STOP_STUB(ide_fixstring);
LX_STOP_STUB(ide_init_drive_cmd);
LX_STOP_STUB(ide_register_hw);
LX_STOP_STUB(ide_register_module);
LX_STOP_STUB(ide_register_subdriver);
LX_STOP_STUB(ide_scan_devices);
LX_STOP_STUB(ide_set_handler);
LX_STOP_STUB(ide_stall_queue);
LX_STOP_STUB(ide_unregister);
LX_STOP_STUB(ide_unregister_module);
LX_STOP_STUB(ide_unregister_subdriver);
LX_STOP_STUB(ide_wait_stat);
