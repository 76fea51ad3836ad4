// Reads one state document of any form and hands it to a visitor, an object at a time.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "ingest/json/keys.h"
#include "ingest/state/instance.h"

namespace oneway {

class StateReader {
 public:
  StateReader(json::Reader& reader, std::function<StateVisitor&()> visitor)
      : reader_(reader), visitor_for_(std::move(visitor)) {}

  // Reads the object that comes next. Throws InputError if it is no state, or none that can be understood.
  void read();

  const StateHeader& header() const { return header_; }
  Engine engine() const { return engine_; }
  std::vector<std::string> notes() const;

 private:
  void read_section(int section);
  void read_outputs();
  void read_resources();
  void read_resource();
  void read_modules();
  void read_shown_values();
  void read_check_results();
  void settle();
  void report(const std::optional<StateInstance>& instance, const std::string& why);
  void report_output(const std::string& name, Value v);
  StateVisitor& visitor();

  json::Reader& reader_;
  std::function<StateVisitor&()> visitor_for_;
  StateVisitor* visitor_ = nullptr;
  StateHeader header_;
  Engine engine_ = Engine::Unknown;
  Document captured_;
  bool raw_ = false, legacy_ = false, shown_ = false;  // which sections were met
  bool instance_providers_ = false, terraform_registry_ = false, opentofu_registry_ = false;
};

}  // namespace oneway
