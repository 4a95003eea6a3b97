# SPDX-License-Identifier: MIT
# The executive: compiles every source below the kernel's folders and links them with a table of their symbols.
KERNEL_FOLDERS := boot arch exec nim recovery
KERNEL_SOURCES := $(shell find $(wildcard $(KERNEL_FOLDERS)) -name "*.cpp" -o -name "*.c" -o -name "*.asm" | sort)
GUEST_TEST_SOURCES := $(wildcard tests/guest/*.cpp)

MACHINE_32 := -m32 -march=i686 -mno-sse -mno-mmx
FREESTANDING := -ffreestanding -fno-pic -fno-pie -fno-stack-protector -fno-asynchronous-unwind-tables \
	-fcf-protection=none
NOT_THE_HOST := -nostdinc -Ulinux -U__linux__ -U__gnu_linux__ -U__unix__
WARNINGS := -Wall -Wextra -Werror
C_INCLUDES = -I. -isystem $(GCC_INCLUDE) -isystem $(NEWLIB)/include
CXX_INCLUDES = -I. -isystem lib/shim -isystem $(CXX_INCLUDE) -isystem $(CXX_INCLUDE_32) \
	-isystem $(GCC_INCLUDE) -isystem $(NEWLIB)/include
LWIP_INCLUDES := -Iexec/net/lwip -isystem $(LWIP)/include

KERNEL_COMMON = $(MACHINE_32) $(FREESTANDING) $(NOT_THE_HOST) -O2 -g -fno-omit-frame-pointer -fno-strict-aliasing
KERNEL_CFLAGS = $(KERNEL_COMMON) -std=gnu17 $(C_INCLUDES) $(LWIP_INCLUDES)
KERNEL_CXXFLAGS = $(KERNEL_COMMON) -std=c++20 -nostdinc++ -fno-exceptions -fno-rtti -fno-threadsafe-statics \
	-fno-use-cxa-atexit $(CXX_INCLUDES) $(LWIP_INCLUDES)

# lwIP's core, IPv4, Ethernet and socket layer become part of the executive.
LWIP_SOURCES := \
	$(addprefix core/,init.c def.c dns.c inet_chksum.c ip.c mem.c memp.c netif.c pbuf.c raw.c stats.c sys.c \
		tcp.c tcp_in.c tcp_out.c timeouts.c udp.c) \
	$(addprefix core/ipv4/,autoip.c dhcp.c etharp.c icmp.c igmp.c ip4_frag.c ip4.c ip4_addr.c) \
	$(addprefix api/,api_lib.c api_msg.c err.c if_api.c netbuf.c netdb.c netifapi.c sockets.c tcpip.c) \
	netif/ethernet.c
LWIP_OBJECTS := $(LWIP_SOURCES:%=$(B)/lwip/%.o)

KERNEL_OBJECTS := $(KERNEL_SOURCES:%=$(B)/kernel/%.o)
GUEST_TEST_OBJECTS := $(GUEST_TEST_SOURCES:%=$(B)/kernel/%.o)

$(B)/kernel/%.cpp.o: %.cpp $(NEWLIB_STAMP) $(LWIP_STAMP) mk/kernel.mk
	@echo "  C++  $<"; mkdir -p $(@D)
	@g++ $(KERNEL_CXXFLAGS) $(WARNINGS) -MMD -MP -c -o $@ $<

$(B)/kernel/%.c.o: %.c $(NEWLIB_STAMP) $(LWIP_STAMP) mk/kernel.mk
	@echo "  C    $<"; mkdir -p $(@D)
	@gcc $(KERNEL_CFLAGS) $(WARNINGS) -MMD -MP -c -o $@ $<

$(B)/kernel/%.asm.o: %.asm
	@echo "  ASM  $<"; mkdir -p $(@D)
	@nasm -f elf32 -g -w+error -I. -MD $(@:.o=.d) -MP -MT $@ -o $@ $<

# lwIP's own sources exist only once it is unpacked.
$(LWIP_OBJECTS): $(B)/lwip/%.o: $(NEWLIB_STAMP) $(LWIP_STAMP) mk/kernel.mk
	@echo "  C    lwip/$*"; mkdir -p $(@D)
	@gcc $(KERNEL_CFLAGS) -w -MMD -MP -c -o $@ $(LWIP)/$*

# Included by system headers, our configuration of lwIP is in no list of prerequisites.
LWIP_CONFIGURATION := $(wildcard exec/net/lwip/*.h exec/net/lwip/arch/*.h)
$(LWIP_OBJECTS) $(filter $(B)/kernel/exec/net/%,$(KERNEL_SOURCES:%=$(B)/kernel/%.o)): $(LWIP_CONFIGURATION)

KERNEL_LINK = ld -m elf_i386 -static -nostdlib --build-id=none -z noexecstack -z max-page-size=4096 \
	--no-warn-rwx-segments --fatal-warnings -T boot/kernel.ld
KERNEL_SYMBOLS = nm --numeric-sort --demangle
KERNEL_LIBRARIES = --start-group $(NEWLIB)/lib/libc.a $(LIBGCC_32) --end-group

# Two passes: the symbol table lies behind the text, so its size moves no function. Boot loaders read debug
# information into memory too, so it stays in a file of its own (for gdb). The map says which object each address
# comes from.
$(B)/%.elf: $(B)/%.elf.list boot/kernel.ld mk/symbols.awk
	@echo "  LINK $@"
	@$(KERNEL_LINK) -o $(B)/$*.pass1 @$< $(KERNEL_LIBRARIES)
	@$(KERNEL_SYMBOLS) $(B)/$*.pass1 | awk -f mk/symbols.awk >$(B)/$*.symbols.s
	@as --32 -o $(B)/$*.symbols.o $(B)/$*.symbols.s
	@$(KERNEL_LINK) -Map=$(B)/$*.map -o $(B)/$*.debug @$< $(B)/$*.symbols.o $(KERNEL_LIBRARIES)
	@$(KERNEL_SYMBOLS) $(B)/$*.debug | awk -f mk/symbols.awk | cmp - $(B)/$*.symbols.s
	@strip -g -o $@ $(B)/$*.debug
	@rm -f $(B)/$*.pass1 $(B)/$*.symbols.s
	@grub-file --is-x86-multiboot $@

$(B)/alcove.elf: $(KERNEL_OBJECTS) $(LWIP_OBJECTS)
$(B)/alcove-test.elf: $(KERNEL_OBJECTS) $(LWIP_OBJECTS) $(GUEST_TEST_OBJECTS)
$(eval $(call remember,$(B)/alcove.elf,$(KERNEL_OBJECTS) $(LWIP_OBJECTS)))
$(eval $(call remember,$(B)/alcove-test.elf,$(KERNEL_OBJECTS) $(LWIP_OBJECTS) $(GUEST_TEST_OBJECTS)))

.PHONY: kernel
kernel: $(B)/alcove.elf ## build the executive, build/alcove.elf
