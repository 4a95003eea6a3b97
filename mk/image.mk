# SPDX-License-Identifier: MIT
# What a machine boots: the initial RAM file system (a ustar archive) and an ISO for CD and USB stick.
FILES := $(shell find user/etc user/share -type f 2>/dev/null)
INITRD_PARTS := $(PROGRAMS) $(PERSONALITIES) $(DRIVER_OBJECTS) $(DRIVER_FOLDERS:%=%/driver.conf) $(FILES)

PACK := tar --format=ustar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=u+rw,go+r

# Debug information stays on the host: it would only make the boot slower.
$(eval $(call remember,$(B)/initrd.tar,$(INITRD_PARTS)))
$(B)/initrd.tar: $(INITRD_PARTS)
	@echo "  TAR  $@"
	@rm -rf $(B)/initrd && mkdir -p $(addprefix $(B)/initrd/,bin etc tmp lib/personality lib/modules)
	@set -e; for p in $(PROGRAMS); do strip -o $(B)/initrd/bin/$$(basename $$p) $$p; done
	@set -e; for p in $(PERSONALITIES); do strip -g -o $(B)/initrd/lib/personality/$$(basename $$p) $$p; done
	@set -e; for d in $(DRIVER_FOLDERS); do n=$$(basename $$d); m=$(B)/initrd/lib/modules/$$n; \
		mkdir -p $$m; cp $$d/driver.conf $$m/; \
		for o in $$(sed -n 's/^modules *= *//p' $$d/driver.conf); do strip -g -o $$m/$$o.o $(B)/modules/$$o.o; done; done
	@set -e; for f in $(FILES); do mkdir -p $(B)/initrd/$$(dirname $${f#user/}); cp $$f $(B)/initrd/$${f#user/}; done
	@$(PACK) -C $(B)/initrd -cf $@ .

# MODULES="foo ...": bundles that `make module` built, which take the place of ours with the same names; PLANS="file ...":
# plans for `stress`, which are put into /plans. Both in an archive of their own.
MORE_FILES := $(strip $(MODULES) $(PLANS))
INITRD := $(if $(MORE_FILES),$(B)/initrd-outside.tar,$(B)/initrd.tar)
$(B)/initrd-outside.tar: $(B)/initrd.tar always
	@echo "  TAR  $@"
	@rm -rf $(B)/initrd-outside && cp -a $(B)/initrd $(B)/initrd-outside
	@set -e; for m in $(MODULES); do from=$(B)/modules/$$m; to=$(B)/initrd-outside/lib/modules/$$m; \
		test -d $$from || case " $(DRIVERS) " in *" $$m "*) continue;; esac; rm -rf $$to; \
		test -f $$from/driver.conf || { echo "MODULES: no $$from/driver.conf; build it: make module NAME=$$m SRC=..." >&2; exit 1; }; \
		mkdir -p $$to; cp $$from/driver.conf $$to/; for o in $$from/*.o; do strip -g -o $$to/$${o##*/} $$o; done; done
	@$(if $(PLANS),mkdir -p $(B)/initrd-outside/plans && cp $(PLANS) $(B)/initrd-outside/plans/)
	@$(PACK) -C $(B)/initrd-outside -cf $@ .

ISO := $(B)/alcove$(if $(MORE_FILES),-outside).iso
$(B)/alcove.iso: $(B)/initrd.tar
$(B)/alcove-outside.iso: $(B)/initrd-outside.tar
$(B)/alcove.iso $(B)/alcove-outside.iso: $(B)/alcove.elf boot/grub.cfg
	@echo "  ISO  $@"
	@rm -rf $(B)/iso && mkdir -p $(B)/iso/boot/grub
	@cp $(B)/alcove.elf $(B)/iso/boot/ && cp $(filter %.tar,$^) $(B)/iso/boot/initrd.tar && cp boot/grub.cfg $(B)/iso/boot/grub/
	@grub-mkrescue -o $@ $(B)/iso >$(B)/iso.log 2>&1 || { cat $(B)/iso.log >&2; rm -f $@; exit 1; }

.PHONY: initrd iso always
initrd: $(B)/initrd.tar
iso: $(ISO) ## build build/alcove.iso, for a CD or (written raw) a USB stick of a BIOS PC: [MODULES= PLANS=]
