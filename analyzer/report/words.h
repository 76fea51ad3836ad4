// The sentences that several reports share, in plain text. Parts taken from the plan are printable() already;
// each report still escapes the result for its own medium.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "model/assessment.h"
#include "report/report.h"

namespace oneway::report {

// "1 change", "2 changes".
std::string counted(std::uint64_t n, std::string_view singular);
// Lower case title of a class: "non-recoverable without restore".
std::string class_words(RollbackClass c);
// What a class means for somebody who never heard of it: one sentence without a full stop.
std::string_view meaning(RollbackClass c);

// "14 changes: 1 forward-only + 13 fully reversible = 14", "3 changes: all fully reversible"; the sum is what
// the parts give, and when that is not the number of changes the line says so.
std::string accounting(const Summary& s);
// "Gate failed: 2 reasons (it fails on ...)" or "Gate passed ...".
std::string verdict(const Assessment& a);

// Is its apply certain to be refused before anything of it comes to pass?
bool is_refused(const AssessedChange& c);
// The verb phrase after an address: "will be destroyed, then created again"; "would be destroyed, but the
// apply is refused".
std::string action_phrase(const AssessedChange& c);
// One word or two for tables: "replace", "delete (deposed)".
std::string action_word(const AssessedChange& c);
// "skip_final_snapshot: true -> false"; values longer than `value_columns` are shortened.
std::string evidence_words(const Evidence& e, std::size_t value_columns);
// "main.tf:12"; "" where nobody looked or no block was found.
std::string place_words(const AssessedChange& c, const Options& options);
// "7 days from apply: what (why). Closed earlier by: ...".
std::string window_words(const Window& w);
// "a, b, c and 4 more".
std::string listed(const std::vector<std::string>& items, std::size_t limit, std::size_t columns = 200);
// The most important thing about a change: the message of its worst forward effect, or of its worst one.
const Effect* headline(const AssessedChange& c);

}  // namespace oneway::report
