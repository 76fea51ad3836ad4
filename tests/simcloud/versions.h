// Scenarios as readable YAML: two versions of a configuration under some providers.
//
//   bucket tags:
//     providers: [aws]
//     v1: |
//       resource "aws_s3_bucket" "a" { bucket = "our-logs" }
//     change: {our-logs: our-old-logs}     # or v2: |
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "simcloud/yaml_fields.h"
#include "support/workspace.h"

namespace simcloud {

struct Versions {
  std::string name;  // "file: name"
  std::vector<std::string> providers;
  std::string v1, v2;
  oneway::test::Files modules;       // beside both versions
  std::vector<std::string> options;  // of the plan for v2
};

// Visits every scenario of every file of tests/`folder`, by file name and order; `rest` reads the other keys.
void each_case(const std::string& folder, const std::function<void(Fields& rest, Versions)>& visit);

}  // namespace simcloud
