// What the JSON documents have in common: their head, and the parts that more than one of them holds.
#pragma once
#include "report/json_writer.h"
#include "report/report.h"

namespace oneway::report {

// Opens the document and writes format_version and tool; the rules' digest only where given.
void begin_document(JsonWriter& json, const Options& options,
                    std::optional<std::string_view> rules_digest = {});
void write_change(JsonWriter& json, const AssessedChange& change, const Options& options);
void write_move(JsonWriter& json, const Move& move);
void write_finding(JsonWriter& json, const Finding& finding);

}  // namespace oneway::report
