# SPDX-License-Identifier: MIT
# What a machine boots: the initial RAM file system (a ustar archive) and an ISO for CD and USB stick.
FILES := $(shell find user/etc user/share -type f 2>/dev/null)
INITRD_PARTS := $(PROGRAMS) $(PERSONALITIES) $(MODULES) $(DRIVER_FOLDERS:%=%/driver.conf) $(FILES)

# Debug information stays on the host: it would only make the boot slower.
$(eval $(call remember,$(B)/initrd.tar,$(INITRD_PARTS)))
$(B)/initrd.tar: $(INITRD_PARTS)
	@echo "  TAR  $@"
	@rm -rf $(B)/initrd && mkdir -p $(addprefix $(B)/initrd/,bin etc tmp lib/personality lib/modules)
	@set -e; for p in $(PROGRAMS); do strip -o $(B)/initrd/bin/$$(basename $$p) $$p; done
	@set -e; for p in $(PERSONALITIES); do strip -g -o $(B)/initrd/lib/personality/$$(basename $$p) $$p; done
	@set -e; for d in $(DRIVER_FOLDERS); do n=$$(basename $$d); m=$(B)/initrd/lib/modules/$$n; \
		mkdir -p $$m; cp $$d/driver.conf $$m/; strip -g -o $$m/$$n.o $(B)/modules/$$n.o; done
	@set -e; for f in $(FILES); do mkdir -p $(B)/initrd/$$(dirname $${f#user/}); cp $$f $(B)/initrd/$${f#user/}; done
	@tar --format=ustar --sort=name --owner=0 --group=0 --numeric-owner --mtime=@0 --mode=u+rw,go+r \
		-C $(B)/initrd -cf $@ .

$(B)/alcove.iso: $(B)/alcove.elf $(B)/initrd.tar boot/grub.cfg
	@echo "  ISO  $@"
	@rm -rf $(B)/iso && mkdir -p $(B)/iso/boot/grub
	@cp $(B)/alcove.elf $(B)/initrd.tar $(B)/iso/boot/ && cp boot/grub.cfg $(B)/iso/boot/grub/
	@grub-mkrescue -o $@ $(B)/iso >$(B)/iso.log 2>&1 || { cat $(B)/iso.log >&2; rm -f $@; exit 1; }

.PHONY: initrd iso
initrd: $(B)/initrd.tar
iso: $(B)/alcove.iso ## build build/alcove.iso, for a CD or (written raw) a USB stick of a BIOS PC
