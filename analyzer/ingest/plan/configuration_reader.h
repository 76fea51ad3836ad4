// Walks the `configuration` of a plan: modules as they nest, a block at a time.
#pragma once
#include <string>
#include <vector>

#include "ingest/json/reader.h"
#include "ingest/plan/visitor.h"

namespace oneway {

class ConfigurationReader {
 public:
  explicit ConfigurationReader(PlanVisitor& visitor) : visitor_(visitor) {}
  // The value of the key `configuration`.
  void read(json::Reader& reader);

 private:
  void read_providers(json::Reader& reader);
  void read_module(json::Reader& reader);
  void read_resource(json::Reader& reader);
  void read_module_call(json::Reader& reader, const std::string& name);
  void read_output(json::Reader& reader, const std::string& name);
  void read_variable(json::Reader& reader, const std::string& name);

  PlanVisitor& visitor_;
  std::vector<std::string> module_path_;
  Document block_;
};

}  // namespace oneway
