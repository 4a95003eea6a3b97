# SPDX-License-Identifier: MIT
# `make test-mutations`: each check of the personality must fail when a function that it tests does nothing.
CHECKS := tests/system/personality.checks

# FUNCTION for one of the personality's, MODULE:FUNCTION for one of a header's.
MUTATIONS := $(shell awk '/^\[/ { m = substr($$0, 2, length($$0) - 2); next } /^\#/ || NF < 2 { next } \
	{ print (NF > 2 ? m ":" : "") $$2 }' $(CHECKS) | sort -u)
MUTATED_FUNCTIONS := $(filter-out %:,$(foreach m,$(MUTATIONS),$(if $(findstring :,$(m)),,$(m))))
MUTATED_HEADERS := $(foreach m,$(MUTATIONS),$(if $(findstring :,$(m)),$(m)))
header_mutant = $(B)/mutants/$(lastword $(subst :, ,$(1)))/$(firstword $(subst :, ,$(1))).o

MUTANTS := $(foreach f,$(MUTATED_FUNCTIONS),$(B)/mutants/$(f)/nooks.o $(B)/mutants/$(f)/native.o) \
	$(foreach m,$(MUTATED_HEADERS),$(call header_mutant,$(m)))
MUTANT = DOMAIN_CC="gcc $(DOMAIN_CFLAGS)" DOMAIN_LD="$(DOMAIN_LINK)" DOMAIN_OBJECTS=$(B)/domain mk/mutant.sh

$(B)/mutants/%/nooks.o: $(B)/personality/nooks.o mk/mutant.sh
	@$(MUTANT) personality $* $< $@
$(B)/mutants/%/native.o: $(B)/personality/native.o mk/mutant.sh
	@$(MUTANT) personality $* $< $@

define HEADER_MUTANT
$(call header_mutant,$(1)): $(B)/modules/$(firstword $(subst :, ,$(1))).o mk/mutant.sh $(CHECKS)
	@$$(MUTANT) header $(subst :, ,$(1)) $$@
endef
$(foreach m,$(MUTATED_HEADERS),$(eval $(call HEADER_MUTANT,$(m))))

.PHONY: mutants test-mutations
mutants: $(MUTANTS)
test-mutations: $(MUTANTS) $(TEST_PRODUCTS) ## run the checks of the personality against functions that do nothing
	@$(B)/tools/systest --long --filter mutations.
