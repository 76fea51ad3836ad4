// Parts of the JSON report that other documents hold as well.
#pragma once
#include "report/json_writer.h"
#include "report/report.h"

namespace oneway::report {

void write_change(JsonWriter& json, const AssessedChange& change, const Options& options);
void write_move(JsonWriter& json, const Move& move, const Options& options);

}  // namespace oneway::report
