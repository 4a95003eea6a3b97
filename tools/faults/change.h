// SPDX-License-Identifier: MIT
// What a fault does to one instruction, and the interface of a type of fault to the planner.
#pragma once
#include "tools/faults/faults.h"
#include "tools/faults/module_text.h"
#include "tools/faults/random.h"
#include <optional>

namespace alcove::faults {

/// The bytes that take an instruction's place. At first they are the instruction's own: known ones literally,
/// relocated ones "as they are".
class Change {
  public:
    struct Fix {
        bool in_thunk;
        u32 at;
        std::string target;
    };
    explicit Change(const Instruction& i);

    void set(u32 at, u8 byte) { after[at] = byte; }
    /// Changes bits of a byte that is not relocated.
    void toggle(u32 at, u8 bits) { after[at] = static_cast<u8>(*after[at] ^ bits); }
    /// The instruction becomes `code`, and NOPs as far as it was longer.
    void replace(std::initializer_list<u8> code);
    void replace_by_nops() { replace({}); }
    /// A call or jmp rel32 leads to the thunk from now on.
    void lead_to_thunk(std::vector<u8> code);
    void thunk_calls(u32 at, std::string symbol) { fixes.push_back({true, at, std::move(symbol)}); }
    /// The bytes as far as they are known here: relocated ones as in the object.
    std::vector<u8> bytes(const Instruction& i) const;

    std::vector<std::optional<u8>> after;
    std::vector<u8> flip; ///< empty: nothing is flipped
    std::vector<u8> thunk;
    std::vector<Fix> fixes;
    std::string note;
};

/// The change of types that leave an instruction out.
inline void leave_out(const Function&, u32, Random&, Change& change) { change.replace_by_nops(); }

/// A type of fault in code.
struct CodeType {
    FaultType type;
    /// Appends the indices of the function's instructions that are sites, ascending.
    void (*find)(const Function& f, std::vector<u32>& sites);
    /// Makes one of the possible changes of a site.
    void (*change)(const Function& f, u32 site, Random& random, Change& change);
};

const std::vector<CodeType>& operand_types();  ///< source, destination, pointer
const std::vector<CodeType>& nooks_types();    ///< the rest of the eight of Nooks
const std::vector<CodeType>& control_types();  ///< hang, stack-overflow, ...: where it goes on
const std::vector<CodeType>& resource_types(); ///< leak, double-free, ...: calls that get and give back

/// Makes the `find` of a type whose sites can be told one by one.
template <bool (*Eligible)(const Instruction&)>
void find_each(const Function& f, std::vector<u32>& sites) {
    for (u32 i = 0; i < f.code.size(); ++i)
        if (Eligible(f.code[i])) sites.push_back(i);
}

} // namespace alcove::faults
