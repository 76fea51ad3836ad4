// Opens whatever the user named and finds out what it is: decodes (gzip, zstd, UTF-16, BOM), skips wrapper
// noise with a note, tells plan, state, UI log, binary plan file, encrypted envelope and configuration JSON
// apart.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "ingest/json/reader.h"
#include "ingest/plan/visitor.h"
#include "model/error.h"
#include "model/plan.h"

namespace oneway {

struct InputOptions {
  json::Limits limits;
  bool digest = false;          // compute sha256 of the raw bytes
  std::string engine = "auto";  // for binary plan files: auto | none | PATH of terraform or tofu
  std::uint64_t max_changes = 10'000'000;
};

// Reads every plan (or UI log) in `path` ("-" = standard input) and calls `visitor_for` at the start of each
// document; the visitor gets the document, the returned InputInfo describes it (in order). Throws InputError
// for anything that is not a plan or a UI log, naming what it is and what to do.
using VisitorFactory = std::function<PlanVisitor&(std::size_t document_index)>;
std::vector<InputInfo> read_plans(const std::string& path, const InputOptions& options,
                                  const VisitorFactory& visitor_for);

}  // namespace oneway
