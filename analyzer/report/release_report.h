// `oneway release` in words, JSON, Markdown (the "Upgrading" section of release notes) and JUnit (one case a
// stack).
#pragma once
#include <ostream>

#include "model/release.h"
#include "report/report.h"

namespace oneway::report {

void write_release_text(const Release& r, const Options& options, std::ostream& out);
void write_release_json(const Release& r, const Options& options, std::ostream& out);
void write_release_markdown(const Release& r, const Options& options, std::ostream& out);
void write_release_junit(const Release& r, const Options& options, std::ostream& out);

}  // namespace oneway::report
