#include "ingest/plan/configuration_reader.h"

#include "ingest/json/keys.h"
#include "ingest/plan/expressions.h"
#include "ingest/plan/module_tree.h"

namespace oneway {
namespace {

std::string text(Value v) {
  return std::string(v.text());
}

// The command of a provisioner when the configuration gives it in full: `command`, or the lines of `inline`.
std::optional<std::string> constant_command(Value expressions) {
  const Value command = expressions["command"]["constant_value"];
  if (command.is_string()) return text(command);
  const Value lines = expressions["inline"]["constant_value"];
  if (!lines.is_array() || lines.size() == 0) return std::nullopt;
  std::string joined;
  for (auto [key, line] : lines.elements()) {
    if (!line.is_string()) return std::nullopt;
    if (!joined.empty()) joined += '\n';
    joined += line.text();
  }
  return joined;
}

ConfigResource::Provisioner provisioner(Value v) {
  ConfigResource::Provisioner result{.type = text(v["type"]),
                                     .constant_command = constant_command(v["expressions"])};
  collect_references(v["expressions"], result.references);
  return result;
}

}  // namespace

void ConfigurationReader::read(json::Reader& reader) {
  static constexpr std::string_view kKeys[] = {"provider_config", "root_module"};
  if (!json::enter_object(reader)) return;
  module_path_.clear();
  json::SeenKeys seen;
  std::string key;
  while (reader.next_key(key)) {
    switch (seen.find(reader, kKeys, key)) {
      case 0:
        read_providers(reader);
        break;
      case 1:
        read_module(reader);
        break;
      default:
        reader.skip();
    }
  }
}

void ConfigurationReader::read_providers(json::Reader& reader) {
  if (!json::enter_object(reader)) return;
  std::string key;
  while (reader.next_key(key)) {
    block_.clear();
    reader.capture(block_);
    const Value v = block_.root();
    visitor_.config_provider({.key = key,
                              .name = text(v["name"]),
                              .full_name = text(v["full_name"]),
                              .alias = text(v["alias"]),
                              .version_constraint = text(v["version_constraint"]),
                              .module_address = text(v["module_address"]),
                              .expressions = v["expressions"]});
  }
}

void ConfigurationReader::read_module(json::Reader& reader) {
  static constexpr std::string_view kKeys[] = {"outputs", "resources", "module_calls", "variables"};
  enum { kOutputs, kResources, kModuleCalls, kVariables };
  if (!json::enter_object(reader)) return;
  json::SeenKeys seen;
  std::string key, name;
  while (reader.next_key(key)) {
    const int section = seen.find(reader, kKeys, key);
    if (section == kResources) {
      if (json::enter_array(reader))
        while (reader.next_element()) read_resource(reader);
    } else if (section < 0) {
      reader.skip();
    } else if (json::enter_object(reader)) {
      while (reader.next_key(name)) {
        if (section == kOutputs) read_output(reader, name);
        if (section == kVariables) read_variable(reader, name);
        if (section == kModuleCalls) read_module_call(reader, name);
      }
    }
  }
}

void ConfigurationReader::read_resource(json::Reader& reader) {
  block_.clear();
  reader.capture(block_);
  const Value v = block_.root();
  ConfigResource resource{.module_path = module_path_,
                          .mode = text(v["mode"]),
                          .type = text(v["type"]),
                          .name = text(v["name"]),
                          .provider_config_key = text(v["provider_config_key"]),
                          .has_count = !v["count_expression"].missing(),
                          .has_for_each = !v["for_each_expression"].missing()};
  for (auto [name, expression] : in_key_order(v["expressions"])) {
    if (is_expression(expression) && expression["constant_value"].is_string())
      resource.constant_strings.emplace_back(name, expression["constant_value"].text());
    resource.arguments.emplace_back(name);
    std::vector<std::string> own;
    collect_references(expression, own);
    resource.references.insert(resource.references.end(), own.begin(), own.end());
    if (!own.empty()) resource.argument_references.emplace_back(name, std::move(own));
  }
  collect_references(v["count_expression"], resource.references);
  collect_references(v["for_each_expression"], resource.references);
  for (auto [key, block] : v["provisioners"].elements()) {
    resource.provisioners.push_back(provisioner(block));
    const auto& own = resource.provisioners.back().references;
    resource.references.insert(resource.references.end(), own.begin(), own.end());
  }
  append_strings(v["depends_on"], resource.references);
  visitor_.config_resource(resource);
}

void ConfigurationReader::read_module_call(json::Reader& reader, const std::string& name) {
  static constexpr std::string_view kKeys[] = {
      "source", "version_constraint", "expressions", "count_expression", "for_each_expression", "depends_on",
      "module"};
  enum { kSource, kVersionConstraint, kExpressions, kCount, kForEach, kDependsOn, kModule };
  if (module_path_.size() == static_cast<std::size_t>(kMaxModuleDepth))
    reader.fail("modules nested more than 100 deep");
  ConfigModuleCall call{.module_path = module_path_, .name = name};
  std::vector<std::string> count, for_each, depends_on;
  Document captured;
  const auto capture = [&]() {
    captured.clear();
    reader.capture(captured);
    return captured.root();
  };
  if (!json::enter_object(reader)) return;
  json::SeenKeys seen;
  std::string key;
  while (reader.next_key(key)) {
    switch (seen.find(reader, kKeys, key)) {
      case kSource:
        json::string_or_null(reader, call.source);
        break;
      case kVersionConstraint:
        json::string_or_null(reader, call.version_constraint);
        break;
      case kExpressions:
        for (auto [argument, expression] : in_key_order(capture())) {
          call.arguments.emplace_back(argument, std::vector<std::string>());
          collect_references(expression, call.arguments.back().second);
        }
        break;
      case kCount:
        call.has_count = true;
        collect_references(capture(), count);
        break;
      case kForEach:
        call.has_for_each = true;
        collect_references(capture(), for_each);
        break;
      case kDependsOn:
        append_strings(capture(), depends_on);
        break;
      case kModule:
        module_path_.push_back(name);
        read_module(reader);
        module_path_.pop_back();
        break;
      default:
        reader.skip();
    }
  }
  for (const auto* part : {&count, &for_each, &depends_on})
    call.references.insert(call.references.end(), part->begin(), part->end());
  visitor_.config_module_call(call);
}

void ConfigurationReader::read_output(json::Reader& reader, const std::string& name) {
  block_.clear();
  reader.capture(block_);
  const Value v = block_.root();
  ConfigOutput output{.module_path = module_path_, .name = name, .sensitive = v["sensitive"].is_true()};
  collect_references(v["expression"], output.references);
  append_strings(v["depends_on"], output.references);
  visitor_.config_output(output);
}

void ConfigurationReader::read_variable(json::Reader& reader, const std::string& name) {
  block_.clear();
  reader.capture(block_);
  const Value v = block_.root();
  visitor_.config_variable({.module_path = module_path_,
                            .name = name,
                            .has_default = !v["default"].missing(),
                            .sensitive = v["sensitive"].is_true(),
                            .default_hash = v["default"] ? content_hash(v["default"]) : 0});
}

}  // namespace oneway
