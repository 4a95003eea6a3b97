# SPDX-License-Identifier: MIT
# User programs: user/bin/NAME.c or NAME.cpp, or a folder user/bin/NAME, each one static program with newlib.
USER_COMMON = $(MACHINE_32) $(FREESTANDING) $(NOT_THE_HOST) -Os -g -ffunction-sections -fdata-sections \
	-Wall -Wextra -Werror
USER_CFLAGS = $(USER_COMMON) -std=gnu17 -Iuser/include $(C_INCLUDES)
USER_CXXFLAGS = $(USER_COMMON) -std=c++20 -nostdinc++ -fno-exceptions -fno-rtti -fno-threadsafe-statics \
	-Iuser/include $(CXX_INCLUDES)
USER_LINK = ld -m elf_i386 -static -nostdlib --build-id=none -z noexecstack -z max-page-size=4096 --gc-sections \
	-T user/user.ld

$(B)/user/%.c.o: %.c $(NEWLIB_STAMP) mk/user.mk mk/kernel.mk
	@echo "  C    $<"; mkdir -p $(@D)
	@gcc $(USER_CFLAGS) -MMD -MP -c -o $@ $<

$(B)/user/%.cpp.o: %.cpp $(NEWLIB_STAMP) mk/user.mk mk/kernel.mk
	@echo "  C++  $<"; mkdir -p $(@D)
	@g++ $(USER_CXXFLAGS) -MMD -MP -c -o $@ $<

$(B)/user/%.asm.o: %.asm | $(B)/setup.mk
	@echo "  ASM  $<"; mkdir -p $(@D)
	@nasm -f elf32 -g -w+error -I. -MD $(@:.o=.d) -MP -MT $@ -o $@ $<

USER_LIBRARY_OBJECTS := $(patsubst %,$(B)/user/%.o,$(shell find $(wildcard user/lib) -path 'user/lib/*.c' -o -path 'user/lib/*.cpp' -o -path 'user/lib/*.asm' | sort))
USER_PROGRAM_SOURCES := $(wildcard user/bin/*.c user/bin/*.cpp)
USER_PROGRAM_FOLDERS := $(patsubst %/,%,$(sort $(dir $(wildcard user/bin/*/*.c user/bin/*/*.cpp))))
PROGRAMS := $(addprefix $(B)/bin/,$(basename $(notdir $(USER_PROGRAM_SOURCES))) $(notdir $(USER_PROGRAM_FOLDERS)))

# The port's objects are given as such, so that system calls are found whatever the order of archives.
define PROGRAM
$(B)/bin/$(1): $(2) $(USER_LIBRARY_OBJECTS) user/user.ld
	@echo "  LINK $$@"; mkdir -p $$(@D)
	@$$(USER_LINK) -o $$@ $$(filter %.o,$$^) --start-group $$(NEWLIB)/lib/libc.a $$(NEWLIB)/lib/libm.a $$(LIBGCC_32) --end-group
endef
$(foreach source,$(USER_PROGRAM_SOURCES),$(eval $(call PROGRAM,$(basename $(notdir $(source))),$(B)/user/$(source).o)))
$(foreach folder,$(USER_PROGRAM_FOLDERS),$(eval $(call PROGRAM,$(notdir $(folder)),\
	$(patsubst %,$(B)/user/%.o,$(wildcard $(folder)/*.c $(folder)/*.cpp)))))

.PHONY: programs
programs: $(PROGRAMS) ## build the user programs, build/bin/*
