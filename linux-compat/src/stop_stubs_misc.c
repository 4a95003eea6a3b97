/* SPDX-License-Identifier: MIT
 * Stop stubs of what else a domain has not: each names itself and fails the domain.
 */
#include "linux-compat/src/lx.h"
#include "linux-compat/src/cold.h"

LX_STOP_STUB(__down_failed);
LX_STOP_STUB(__down_failed_interruptible);
LX_STOP_STUB(__down_failed_trylock);
LX_STOP_STUB(__up_wakeup);
LX_STOP_STUB(dequeue_signal);
LX_STOP_STUB(dump_thread);
LX_STOP_STUB(exit_mm);
LX_STOP_STUB(flush_signal_handlers);
LX_STOP_STUB(handle_scancode);
LX_STOP_STUB(pci_siig10x_fn);
LX_STOP_STUB(pci_siig20x_fn);
LX_STOP_STUB(proc_doulongvec_ms_jiffies_minmax);
LX_STOP_STUB(register_console);
LX_STOP_STUB(rwsem_down_read_failed);
LX_STOP_STUB(rwsem_down_write_failed);
LX_STOP_STUB(rwsem_wake);
LX_STOP_STUB(send_sig_info);
LX_STOP_STUB(unregister_console);
LX_STOP_STUB(vc_resize);
LX_STOP_STUB(machine_restart);
LX_STOP_STUB(sysctl_intvec);
LX_STOP_STUB(allocate_resource);
LX_STOP_STUB(nr_context_switches);
