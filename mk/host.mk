# SPDX-License-Identifier: MIT
# Host programs: each folder tools/NAME is one program build/tools/NAME; tests/host is build/host-tests.
HOST_CXXFLAGS := -std=c++20 -O2 -g -I. -pthread -Wall -Wextra -Werror
HOST_LIBRARIES := -Wl,--as-needed -lZydis -lsqlite3 -ldw -lelf -lfmt

TOOL_COMMON_OBJECTS := $(patsubst %,$(B)/host/%.o,$(wildcard tools/common/*.cpp))
TOOLS := $(filter-out common,$(patsubst tools/%/,%,$(dir $(wildcard tools/*/main.cpp))))

$(B)/host/%.cpp.o: %.cpp mk/host.mk | $(B)/setup.mk
	@echo "  HOST $<"; mkdir -p $(@D)
	@g++ $(HOST_CXXFLAGS) -MMD -MP -c -o $@ $<

# The fault planner is a library.
FAULT_PLANNER := $(wildcard tools/faults/*.cpp)
MORE_SOURCES_plan := $(FAULT_PLANNER)
# One trial from outside: for the program that repeats one, and for the tests.
TRIAL_SOURCES := $(filter-out %/main.cpp,$(wildcard tools/stress/*.cpp)) $(FAULT_PLANNER)
MORE_SOURCES_trial := $(TRIAL_SOURCES)
MORE_SOURCES_campaign := $(TRIAL_SOURCES)
# The whole-system tests are linked with their runner.
MORE_SOURCES_systest := $(wildcard tests/system/*.cpp) $(TRIAL_SOURCES)
# Whoever compiles drivers from outside does it by way of the pass for older C.
MORE_SOURCES_module := $(wildcard tools/outside/*.cpp) $(filter-out %/main.cpp,$(wildcard tools/oldc/*.cpp))
MORE_SOURCES_survey := $(MORE_SOURCES_module)

define TOOL
$(B)/tools/$(1): $(patsubst %,$(B)/host/%.o,$(wildcard tools/$(1)/*.cpp) $(MORE_SOURCES_$(1))) $(TOOL_COMMON_OBJECTS)
	@echo "  LINK $$@"; mkdir -p $$(@D)
	@g++ -pthread -o $$@ $$(filter %.o,$$^) $(HOST_LIBRARIES)
$(call remember,$(B)/tools/$(1),$(wildcard tools/$(1)/*.cpp) $(MORE_SOURCES_$(1)) $(TOOL_COMMON_OBJECTS))
endef
$(foreach tool,$(TOOLS),$(eval $(call TOOL,$(tool))))

# QEMU loads it; what it calls there is resolved then.
$(B)/tools/counter.so: tools/counter/counter.cpp tools/counter/qemu_plugin.h mk/host.mk | $(B)/setup.mk
	@echo "  HOST $<"; mkdir -p $(@D)
	@g++ $(HOST_CXXFLAGS) -fPIC -fvisibility=hidden -shared -o $@ $<

# QEMU is started with it (LD_PRELOAD), to be copied for each trial.
FORKSERVER_OBJECTS := $(patsubst %,$(B)/host-shared/%.o,$(wildcard tools/forkserver/*.cpp))
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
HOST_TEST_CXXFLAGS := -m32 $(HOST_CXXFLAGS) -D_FILE_OFFSET_BITS=64
HOST_TEST_UNITS := $(filter-out %/main.cpp,$(wildcard tools/oldc/*.cpp)) recovery/ioctl_log.cpp tools/bench/statistics.cpp
HOST_TEST_OBJECTS := $(patsubst %,$(B)/host32/%.o,$(shell find tests/host -name '*.cpp' | sort) $(HOST_TEST_UNITS))

$(B)/host32/gtest-all.o $(B)/host32/gtest_main.o: $(B)/host32/%.o: | $(B)/setup.mk
	@echo "  HOST googletest/$*"; mkdir -p $(@D)
	@g++ -m32 -std=c++20 -O1 -pthread -w -I$(GTEST) -I$(GTEST)/include -c -o $@ $(GTEST)/src/$*.cc

$(HOST_TEST_OBJECTS): $(B)/host32/%.o: % mk/host.mk | $(B)/setup.mk
	@echo "  HOST $<"; mkdir -p $(@D)
	@g++ $(HOST_TEST_CXXFLAGS) -MMD -MP -c -o $@ $<

$(B)/host-tests: $(HOST_TEST_OBJECTS) $(B)/host32/gtest-all.o $(B)/host32/gtest_main.o
	@echo "  LINK $@"
	@g++ -m32 -pthread -o $@ $(filter %.o,$^)
$(eval $(call remember,$(B)/host-tests,$(HOST_TEST_OBJECTS)))

# Zydis comes for the host's own processor alone, so what uses it is tested by a program of its own.
HOST64_TEST_UNITS := $(TRIAL_SOURCES) tools/outside/makefile.cpp tools/outside/command.cpp $(filter-out %/main.cpp,$(wildcard tools/campaign/*.cpp))
HOST64_TEST_OBJECTS := $(patsubst %,$(B)/host/%.o,$(wildcard tests/host64/*.cpp) $(HOST64_TEST_UNITS)) \
	$(TOOL_COMMON_OBJECTS)
$(B)/host-tests-64: $(HOST64_TEST_OBJECTS)
	@echo "  LINK $@"
	@g++ -pthread -o $@ $(filter %.o,$^) -lgtest -lgtest_main $(HOST_LIBRARIES)
$(eval $(call remember,$(B)/host-tests-64,$(HOST64_TEST_OBJECTS)))
