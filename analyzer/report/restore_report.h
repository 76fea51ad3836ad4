// `oneway restore` in words, JSON and Markdown.
#pragma once
#include <ostream>

#include "model/restoration.h"
#include "report/report.h"

namespace oneway::report {

void write_restoration_text(const Restoration& r, const Options& options, std::ostream& out);
void write_restoration_json(const Restoration& r, const Options& options, std::ostream& out);
void write_restoration_markdown(const Restoration& r, const Options& options, std::ostream& out);

}  // namespace oneway::report
