// What the JSON documents have in common: their head, and the parts that more than one of them holds.
#pragma once
#include "report/json_writer.h"
#include "report/report.h"

namespace oneway::report {

// Opens the document and writes format_version and tool; the rules' digest only where given.
void begin_document(JsonWriter& json, const Options& options,
                    std::optional<std::string_view> rules_digest = {});
void write_change(JsonWriter& json, const AssessedChange& change, const Options& options);
void write_input(JsonWriter& json, const InputInfo& input);
// Members `summary` and `gate` of the open object.
void write_summary(JsonWriter& json, const Summary& summary);
void write_gate(JsonWriter& json, const Gate& gate);
void write_move(JsonWriter& json, const Move& move);
void write_finding(JsonWriter& json, const Finding& finding);

}  // namespace oneway::report
