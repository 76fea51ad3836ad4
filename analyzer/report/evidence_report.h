// An evidence record as JSON, without its seal: an object that ends with "\n}\n".
#pragma once
#include <string>

#include "model/evidence_record.h"
#include "report/report.h"

namespace oneway::report {

std::string evidence_json(const EvidenceRecord& record, const Options& options);

}  // namespace oneway::report
