#include "catalog/yaml/tree.h"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <sstream>
#include <unordered_set>

namespace oneway::yaml {
namespace {

struct Refused {
  int line, column;
  std::string message;
};

// Builds the tree bottom-up: a container stays on the stack until it ends, then moves into its parent.
class TreeBuilder : public YAML::EventHandler {
 public:
  Node take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(make(Node::Kind::Null, mark, "", anchor));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override { refuse(mark, "aliases are not allowed"); }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    Node node = make(Node::Kind::Scalar, mark, tag, anchor);
    node.quoted = tag == "!";
    node.text = value;
    add(std::move(node));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(make(Node::Kind::List, mark, tag, anchor));
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(make(Node::Kind::Map, mark, tag, anchor));
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    Node node;
    std::unordered_set<std::string> seen;
  };

  [[noreturn]] static void refuse(const YAML::Mark& mark, std::string message) {
    throw Refused{mark.line + 1, mark.column + 1, std::move(message)};
  }
  static Node make(Node::Kind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor) {
    if (anchor != 0) refuse(mark, "anchors are not allowed");
    if (tag.size() > 1) refuse(mark, "tags are not allowed");
    Node node;
    node.kind = kind;
    node.line = mark.line + 1;
    node.column = mark.column + 1;
    return node;
  }
  void open(Node node) {
    if (stack_.size() >= kMaxDepth)
      throw Refused{node.line, node.column, "nested deeper than " + std::to_string(kMaxDepth) + " levels"};
    stack_.push_back({std::move(node), {}});
  }
  void close() {
    Node node = std::move(stack_.back().node);
    stack_.pop_back();
    add(std::move(node));
  }
  void add(Node node) {
    if (stack_.empty()) {
      root_ = std::move(node);
      return;
    }
    Open& parent = stack_.back();
    if (parent.node.kind == Node::Kind::Map && parent.node.keys.size() == parent.node.items.size()) {
      if (node.kind != Node::Kind::Scalar) throw Refused{node.line, node.column, "a key must be a word"};
      if (!parent.seen.insert(node.text).second)
        throw Refused{node.line, node.column, "duplicate key `" + node.text + "`"};
      parent.node.keys.push_back(std::move(node));
    } else {
      parent.node.items.push_back(std::move(node));
    }
  }

  std::vector<Open> stack_;
  Node root_;
};

}  // namespace

const Node* Node::find(std::string_view key) const {
  if (kind != Kind::Map) return nullptr;
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (keys[i].text == key) return &items[i];
  return nullptr;
}

Node parse(std::string_view text, const std::string& file, Diagnostics& out) {
  if (text.size() > kMaxBytes) {
    out.error({file, 0, 0, "larger than " + std::to_string(kMaxBytes >> 20) + " MiB"});
    return {};
  }
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    TreeBuilder first, second;
    if (!parser.HandleNextDocument(first)) {
      out.error({file, 0, 0, "the file is empty"});
      return {};
    }
    if (parser.HandleNextDocument(second)) {
      out.error({file, 0, 0, "more than one YAML document in the file"});
      return {};
    }
    return first.take();
  } catch (const Refused& e) {
    out.error({file, e.line, e.column, e.message});
  } catch (const YAML::Exception& e) {
    out.error({file, e.mark.line + 1, e.mark.column + 1, e.msg});
  }
  return {};
}

Node load(const std::string& path, const std::string& shown_as, Diagnostics& out) {
  std::ifstream in(path, std::ios::binary);
  std::string text(kMaxBytes + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!in.is_open() || in.bad()) {
    out.error({shown_as, 0, 0, "cannot be read"});
    return {};
  }
  text.resize(static_cast<std::size_t>(in.gcount()));
  return parse(text, shown_as, out);
}

std::vector<Node> parse_all(std::string_view text) {
  std::vector<Node> documents;
  if (text.size() > kMaxBytes) return documents;
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    for (TreeBuilder builder; parser.HandleNextDocument(builder);) documents.push_back(builder.take());
  } catch (const Refused&) {
    documents.clear();
  } catch (const YAML::Exception&) {
    documents.clear();
  }
  return documents;
}

bool is_number(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  const auto digit = [](unsigned char c) { return std::isdigit(c) != 0; };
  const std::size_t dot = text.find('.');
  const std::string_view whole = text.substr(0, dot);
  const std::string_view fraction = dot == std::string_view::npos ? "0" : text.substr(dot + 1);
  return !whole.empty() && !fraction.empty() && std::all_of(whole.begin(), whole.end(), digit) &&
         std::all_of(fraction.begin(), fraction.end(), digit);
}

}  // namespace oneway::yaml
