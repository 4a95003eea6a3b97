// SPDX-License-Identifier: MIT
// The functions behind the services, by subject; nim/abi/services.def says what each does. Arguments are
// checked by kind already; a function returns an error where the domain may go on, and refuses where not.
#pragma once
#include "nim/service.h"

namespace alcove::nim {

Result<void> svc_null(Caller&);
Result<void> svc_log(Caller&, u32 level, const nim_bytes& message);
Result<void> svc_pages_alloc(Caller&, u32 order, u32 flags, u32& address);
Result<void> svc_pages_close(Caller&, u32 address, u32 first, u32 fence);
Result<void> svc_pages_free(Caller&, u32 address);
Result<void> svc_mmio_map(Caller&, u32 physical, u32 bytes, u32& address);
Result<void> svc_mmio_unmap(Caller&, u32 address);
Result<void> svc_ports_request(Caller&, u32 first, u32 count, u32& region);
Result<void> svc_ports_release(Caller&, Held<ObjectType::ports> region);
Result<void> svc_pci_get(Caller&, u32 index, nim_pci_info& info, u32& function);
Result<void> svc_pci_read(Caller&, Held<ObjectType::pci_function> f, u32 offset, u32 width, u32& data);
Result<void> svc_pci_write(Caller&, Held<ObjectType::pci_function> f, u32 offset, u32 width, u32 data);
Result<void> svc_pci_enable(Caller&, Held<ObjectType::pci_function> f);
Result<void> svc_pci_disable(Caller&, Held<ObjectType::pci_function> f);
Result<void> svc_pci_bus_master(Caller&, Held<ObjectType::pci_function> f, u32 on);
Result<void> svc_irq_request(Caller&, u32 line, u32 flags, u32 cookie, u32& irq);
Result<void> svc_irq_free(Caller&, Held<ObjectType::irq_line> irq);
Result<void> svc_irq_disable(Caller&, u32 line);
Result<void> svc_irq_enable(Caller&, u32 line);
Result<void> svc_irq_probe_on(Caller&, u32& lines);
Result<void> svc_irq_probe_off(Caller&, u32 lines, u32& fired);
Result<void> svc_vif_deliver(Caller&);
Result<void> svc_dma_channel_request(Caller&, u32 channel, u32& handle);
Result<void> svc_dma_channel_free(Caller&, Held<ObjectType::dma_channel> channel);
Result<void> svc_timer_arm(Caller&, u32 jiffy);
Result<void> svc_timer_cancel(Caller&);
Result<void> svc_thread_create(Caller&, u32 entry, u32 argument, u32 task, u32& thread);
Result<u32> svc_block(Caller&, u32 task, u32 timeout, u32 interruptible);
Result<void> svc_wake(Caller&, u32 task);
Result<void> svc_yield(Caller&);
Result<void> svc_net_register(Caller&, const nim_net_info& info, u32& interface);
Result<void> svc_net_unregister(Caller&, Held<ObjectType::net_interface> interface);
Result<void> svc_net_flush(Caller&, Held<ObjectType::net_interface> interface);
Result<void> svc_net_wake(Caller&, Held<ObjectType::net_interface> interface);
Result<void> svc_net_carrier(Caller&, Held<ObjectType::net_interface> interface, u32 up);
Result<void> svc_char_register(Caller&, const nim_char_info& info, u32& device);
Result<void> svc_char_unregister(Caller&, Held<ObjectType::char_device> device);
Result<void> svc_char_changed(Caller&);
Result<void> svc_user_map(Caller& c, u32 user, u32 physical, u32 pages);
Result<void> svc_user_read(Caller&, u32 to, u32 user, u32 bytes);
Result<void> svc_user_write(Caller&, u32 user, u32 from, u32 bytes);
Result<void> svc_block_register(Caller&, const nim_block_info& info, u32& disk);
Result<void> svc_block_unregister(Caller&, Held<ObjectType::block_device> disk);
Result<void> svc_block_flush(Caller&, Held<ObjectType::block_device> disk);
Result<void> svc_fail(Caller&, u32 kind, const char* message);
Result<void> svc_finding(Caller&, const nim_check_report& finding, const char* message);

/// Program counter, backtrace and upcall of the domain at the service that the running thread carries out.
void fill_service_backtrace(Failure& f, const Upcall& u);

} // namespace alcove::nim
