// SPDX-License-Identifier: MIT
// All cures in their order.
#include "tools/oldc/cures.h"

namespace alcove::oldc {
namespace {

/// More than any file has: only a fault of ours gets so far.
constexpr std::size_t k_most_casts = 10000;

/// A text under treatment.
class Patient {
  public:
    explicit Patient(std::string text) : text_(std::move(text)) {}

    Source source() const { return Source(text_); }
    void apply(const Edits& edits) { text_ = apply_edits(text_, edits); }
    void note(const char* cure, std::size_t n) {
        if (n > 0) cures_.push_back(cure + (n > 1 ? " (" + std::to_string(n) + ")" : std::string()));
    }
    void take(const char* cure, const Edits& edits) {
        note(cure, edits.size());
        apply(edits);
    }
    Cured finish(const std::string& path) {
        if (!cures_.empty()) text_ = "#line 1 \"" + path + "\"\n" + text_;
        return {std::move(text_), std::move(cures_)};
    }

  private:
    std::string text_;
    std::vector<std::string> cures_;
};

/// One cast may be inside another, so they are cured one at a time.
void cure_casts(Patient& patient) {
    std::size_t n = 0;
    while (n < k_most_casts) {
        const auto edit = cure_cast_as_lvalue(patient.source());
        if (!edit) break;
        patient.apply({*edit});
        n++;
    }
    patient.note("cast as lvalue", n);
}

} // namespace

Cured cure(const std::string& text, const std::string& path, const Context& context) {
    Patient patient(text);
    patient.take("string literal over lines", cure_text_over_lines(patient.source()));
    patient.take("doubled type specifier", cure_doubled_specifiers(patient.source()));
    const Edits clobbers = cure_clobbered_input(patient.source());
    patient.note("clobbered input of an asm", clobbers.empty() ? 0 : 1);
    patient.apply(clobbers);
    const Edits members = cure_jiffies_member(patient.source());
    patient.note("member called jiffies", members.empty() ? 0 : 1);
    patient.apply(members);
    cure_casts(patient);
    const Edits statics = cure_static_after_extern(patient.source(), context.headers);
    patient.note("static after extern", statics.empty() ? 0 : 1);
    patient.apply(statics);

    // These insert lines, and number what follows by the lines before: both work on the same text.
    const Source source = patient.source();
    Edits edits = cure_static_in_block(source, path);
    patient.note("static function declaration in a block", edits.size() / 2);
    if (context.function_name_pasted || pastes_function_name(source)) {
        const Edits names = cure_function_name(source, path);
        patient.note("__FUNCTION__ pasted to a literal", names.empty() ? 0 : 1);
        edits.insert(edits.end(), names.begin(), names.end());
    }
    patient.apply(edits);
    return patient.finish(path);
}

} // namespace alcove::oldc
