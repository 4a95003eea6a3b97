# SPDX-License-Identifier: MIT
# Host programs: each folder tools/NAME is one program build/tools/NAME; tests/host is build/host-tests.
# They wait for emulators most of the time: what counts is how long they take to compile.
HOST_CXXFLAGS = -std=c++20 $(HOST_OPTIMIZE) -g -I. -pthread -Wall -Wextra -Werror
HOST_OPTIMIZE := -O0
HOST_LIBRARIES := -Wl,--as-needed -lZydis -lsqlite3 -ldw -lelf -lfmt

TOOLS := $(filter-out common,$(patsubst tools/%/,%,$(dir $(wildcard tools/*/main.cpp))))

$(B)/host/%.cpp.o: %.cpp mk/host.mk | $(B)/setup.mk
	@echo "  HOST $<"; mkdir -p $(@D)
	@g++ $(HOST_CXXFLAGS) -MMD -MP -c -o $@ $<

# A folder's files are compiled as one translation unit, since the headers of the libraries take far longer than
# the files do; but for main.cpp where other programs are made of the rest. So names that files keep to themselves
# differ in a folder.
SHARED_FOLDERS := $(patsubst %,tools/%,common faults stress outside oldc campaign compat)
HOST_FOLDERS := $(SHARED_FOLDERS) $(filter-out $(SHARED_FOLDERS),$(TOOLS:%=tools/%)) tests/host64 tests/system
unit = $(filter-out $(if $(filter $(1),$(SHARED_FOLDERS)),%/main.cpp),$(wildcard $(1)/*.cpp))
# These compute.
$(patsubst %,$(B)/host/tools/%.o,common faults stress campaign): HOST_OPTIMIZE := -O1
define FOLDER
$(B)/host/$(1).o: $(call unit,$(1)) mk/host.mk | $(B)/setup.mk
	@echo "  HOST $(1)"; mkdir -p $$(@D)
	@printf '#include "%s"\n' $(call unit,$(1)) >$$(@:.o=.cpp)
	@g++ $$(HOST_CXXFLAGS) -MMD -MP -c -o $$@ $$(@:.o=.cpp)
$(call remember,$(B)/host/$(1).o,$(call unit,$(1)))
endef
$(foreach folder,$(HOST_FOLDERS),$(eval $(call FOLDER,$(folder))))

# What programs are made of beside their own folder and tools/common. One trial from outside is for the program
# that repeats one, for campaigns and for the tests; the whole-system tests are linked with their runner.
TRIAL_FOLDERS := tools/stress tools/faults
MORE_FOLDERS_plan := tools/faults
MORE_FOLDERS_trial := $(TRIAL_FOLDERS)
MORE_FOLDERS_campaign := $(TRIAL_FOLDERS)
MORE_FOLDERS_systest := $(TRIAL_FOLDERS) tests/system
# Whoever compiles drivers from outside does it by way of the pass for older C.
MORE_FOLDERS_module := tools/outside tools/oldc
MORE_FOLDERS_survey := $(MORE_FOLDERS_module)
MORE_FOLDERS_compat := $(MORE_FOLDERS_module)

define TOOL
$(B)/tools/$(1): $(if $(filter tools/$(1),$(SHARED_FOLDERS)),$(B)/host/tools/$(1)/main.cpp.o) \
	$(patsubst %,$(B)/host/%.o,$(sort tools/$(1) $(MORE_FOLDERS_$(1)) tools/common))
	@echo "  LINK $$@"; mkdir -p $$(@D)
	@g++ -pthread -o $$@ $$(filter %.o,$$^) $(HOST_LIBRARIES)
$(call remember,$(B)/tools/$(1),tools/$(1) $(MORE_FOLDERS_$(1)))
endef
$(foreach tool,$(TOOLS),$(eval $(call TOOL,$(tool))))

# QEMU loads it; what it calls there is resolved then.
$(B)/tools/counter.so: tools/counter/counter.cpp tools/counter/qemu_plugin.h mk/host.mk | $(B)/setup.mk
	@echo "  HOST $<"; mkdir -p $(@D)
	@g++ $(HOST_CXXFLAGS) -fPIC -fvisibility=hidden -shared -o $@ $<

# QEMU is started with it (LD_PRELOAD), to be copied for each trial.
FORKSERVER_OBJECTS := $(patsubst %,$(B)/host-shared/%.o,$(wildcard tools/forkserver/*.cpp))
$(B)/tools/counter.so $(FORKSERVER_OBJECTS): HOST_OPTIMIZE := -O1
$(FORKSERVER_OBJECTS): $(B)/host-shared/%.o: % mk/host.mk | $(B)/setup.mk
	@echo "  HOST $<"; mkdir -p $(@D)
	@g++ $(HOST_CXXFLAGS) -fPIC -fvisibility=hidden -fno-exceptions -MMD -MP -c -o $@ $<
$(B)/tools/forkserver.so: $(FORKSERVER_OBJECTS)
	@echo "  LINK $@"; mkdir -p $(@D)
	@g++ -pthread -shared -Wl,--as-needed -o $@ $^
$(B)/tools/trial $(B)/tools/campaign $(B)/tools/systest: | $(B)/tools/forkserver.so

.PHONY: tools
tools: $(TOOLS:%=$(B)/tools/%) $(B)/tools/counter.so $(B)/tools/forkserver.so ## build the host programs, build/tools/*

# The units under test are 32-bit code, so their tests are too; GoogleTest comes as source for that.
GTEST := /usr/src/googletest/googletest
# Where the kernel runs no 32-bit programs, QEMU does, slowly.
$(B)/host32/tests.o: HOST_OPTIMIZE := -O1
HOST_TEST_CXXFLAGS = -m32 $(HOST_CXXFLAGS) -D_FILE_OFFSET_BITS=64
HOST_TEST_UNITS := $(filter-out %/main.cpp,$(wildcard tools/oldc/*.cpp)) recovery/ioctl_log.cpp recovery/char_settings.cpp tools/bench/statistics.cpp
HOST_TEST_SOURCES := $(wildcard tests/host/*.cpp) $(HOST_TEST_UNITS)

$(B)/host32/gtest-all.o $(B)/host32/gtest_main.o: $(B)/host32/%.o: | $(B)/setup.mk
	@echo "  HOST googletest/$*"; mkdir -p $(@D)
	@g++ -m32 -std=c++20 -O1 -pthread -w -I$(GTEST) -I$(GTEST)/include -c -o $@ $(GTEST)/src/$*.cc

$(B)/host32/tests.o: $(HOST_TEST_SOURCES) mk/host.mk | $(B)/setup.mk
	@echo "  HOST tests/host"; mkdir -p $(@D)
	@printf '#include "%s"\n' $(HOST_TEST_SOURCES) >$(@:.o=.cpp)
	@g++ $(HOST_TEST_CXXFLAGS) -MMD -MP -c -o $@ $(@:.o=.cpp)
$(eval $(call remember,$(B)/host32/tests.o,$(HOST_TEST_SOURCES)))

$(B)/host-tests: $(B)/host32/tests.o $(B)/host32/gtest-all.o $(B)/host32/gtest_main.o
	@echo "  LINK $@"
	@g++ -m32 -pthread -o $@ $^

# Zydis comes for the host's own processor alone, so what uses it is tested by a program of its own.
HOST64_TEST_OBJECTS := $(patsubst %,$(B)/host/%.o,tests/host64 $(TRIAL_FOLDERS) tools/outside tools/oldc tools/campaign tools/compat tools/common)
$(B)/host-tests-64: $(HOST64_TEST_OBJECTS)
	@echo "  LINK $@"
	@g++ -pthread -o $@ $(filter %.o,$^) -lgtest -lgtest_main $(HOST_LIBRARIES)
$(eval $(call remember,$(B)/host-tests-64,$(HOST64_TEST_OBJECTS)))
