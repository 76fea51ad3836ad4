// The one error type for input that cannot be understood: what, where, and what to do about it.
#pragma once
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

namespace oneway {

// Thrown by ingest. The process ends with exit code 3; `message` names what was met, `advice` what to do.
class InputError : public std::runtime_error {
 public:
  InputError(std::string message, std::string advice = {}, std::optional<std::uint64_t> byte_offset = {},
             std::string json_path = {})
      : std::runtime_error(std::move(message)),
        advice_(std::move(advice)),
        byte_offset_(byte_offset),
        json_path_(std::move(json_path)) {}

  const std::string& advice() const { return advice_; }
  std::optional<std::uint64_t> byte_offset() const { return byte_offset_; }  // in the decoded UTF-8 stream
  const std::string& json_path() const { return json_path_; }                // "$.resource_changes[3].change"

 private:
  std::string advice_;
  std::optional<std::uint64_t> byte_offset_;
  std::string json_path_;
};

// Thrown for wrong options, configuration and rules. The process ends with exit code 2.
class UsageError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace oneway
