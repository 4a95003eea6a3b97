/* SPDX-License-Identifier: MIT
 * What is declared but not implemented: each names itself and fails the domain.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"

/* Kernel variables: tables are kept, nobody reads or writes them. */
LX_STOP_STUB(proc_dointvec);
LX_STOP_STUB(proc_dointvec_minmax);
LX_STOP_STUB(proc_dostring);

/* Packets that a driver sends to itself or to others: the protocols are the executive's. */
LX_STOP_STUB(dev_queue_xmit);
LX_STOP_STUB(dev_add_pack);
LX_STOP_STUB(dev_remove_pack);

/* Other link layers. */
LX_STOP_STUB(tr_type_trans);
LX_STOP_STUB(init_trdev);
LX_STOP_STUB(alloc_trdev);
LX_STOP_STUB(register_trdev);
LX_STOP_STUB(unregister_trdev);
LX_STOP_STUB(fddi_type_trans);
LX_STOP_STUB(init_fddidev);

LX_STOP_STUB(sscanf);
LX_STOP_STUB(vsscanf);
LX_STOP_STUB(do_settimeofday);
LX_STOP_STUB(call_usermodehelper);
