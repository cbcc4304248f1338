// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2
//
// Validates the documents that standard input names, one a line as `standard version syntax path`
// (such as `CycloneDX 1.6 json bom.json`), and answers with one line each: the path, `valid` or
// `invalid`, the keys of what was found with its places, and milliseconds of reading and of
// validating. sbom_agreement.py and measurements use it.
#include <algorithm>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>
#include <string>

#include "rules/sbom/schema/schema.h"

namespace {

using headwater::sbom::Problem;
using headwater::sbom::Problems;
using headwater::sbom::SbomFormat;
using headwater::sbom::Serialisation;
using headwater::sbom::Tree;
namespace schema = headwater::sbom::schema;

/// Processor time, so that what else the machine does counts less.
double MillisecondsSince(std::clock_t start) {
  constexpr double kMilliseconds = 1000;
  return static_cast<double>(std::clock() - start) * kMilliseconds / CLOCKS_PER_SEC;
}

headwater::Result<Tree> Read(const std::string& syntax, std::string bytes) {
  if (syntax == "xml") return headwater::sbom::ReadXmlTree(std::move(bytes));
  return headwater::sbom::ReadJsonTree(std::move(bytes));
}

void Print(const Tree& tree, const Problems& problems) {
  size_t errors = problems.more;
  for (const Problem& problem : problems.list) {
    errors += problem.weight == Problem::Weight::kError ? 1 : 0;
  }
  std::string found;
  constexpr size_t kShown = 5;
  for (size_t i = 0; i < problems.list.size() && i < kShown; ++i) {
    const Problem& problem = problems.list[i];
    found += problem.weight == Problem::Weight::kError ? "error " : "warning ";
    found += tree.PointerOf(problem.node) + " " + problem.message.key;
    for (const auto& [name, value] : problem.message.args)
      found += " " + name + "=" + value.bytes();
    found += "; ";
  }
  // One line and its columns stay one line and its columns.
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < ' '; };
  std::replace_if(found.begin(), found.end(), is_control, ' ');
  std::cout << (errors == 0 ? "valid" : "invalid") << '\t' << found;
}

void Validate(const std::string& line) {
  std::istringstream fields(line);
  std::string standard;
  std::string version;
  std::string syntax;
  std::string path;
  fields >> standard >> version >> syntax;
  std::getline(fields >> std::ws, path);
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  const auto serialisation = syntax == "xml" ? Serialisation::kXml : Serialisation::kJson;
  const auto format = standard == "CycloneDX"     ? SbomFormat::kCycloneDx
                      : version.starts_with("2.") ? SbomFormat::kSpdx2
                                                  : SbomFormat::kSpdx3;
  const auto id = schema::FindSchema(format, version, serialisation);
  std::cout << path << '\t';
  const std::clock_t start = std::clock();
  const auto tree = Read(syntax, std::move(bytes));
  const double read = MillisecondsSince(start);
  if (!id || !tree.ok()) {
    std::cout << "invalid\t" << (id ? tree.error().message : "no such schema") << '\n';
    return;
  }
  const std::clock_t validating = std::clock();
  Problems problems;
  schema::ValidateSchema(tree.value(), 0, *id, schema::AskSpdxList, problems);
  const double validated = MillisecondsSince(validating);
  Print(tree.value(), problems);
  std::cout << '\t' << read << '\t' << validated << '\n';
}

}  // namespace

int main() {
  std::string line;
  while (std::getline(std::cin, line)) Validate(line);
  return 0;
}
