// SPDX-FileCopyrightText: 2026 Headwater contributors
// SPDX-License-Identifier: EUPL-1.2

// Reads SBOMs from files and prints one line for each: processor milliseconds to read and to model,
// bytes per value. Times are the best of several runs in this process; sbom_bench.py measures the
// memory.

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <iterator>
#include <string>

#include "rules/sbom/bom.h"

namespace {

/// Processor time, so that other work on the machine counts little.
double MillisecondsSince(std::clock_t start) {
  return 1000.0 * static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fputs("usage: sbom_bench RUNS FILE...\n", stderr);
    return 2;
  }
  for (int i = 2; i < argc; ++i) {
    std::ifstream in(argv[i], std::ios::binary);
    std::string bytes{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
    double read = 1e9;
    double model = 1e9;
    size_t nodes = 0;
    size_t components = 0;
    const int runs = std::stoi(argv[1]);
    for (int run = 0; run < runs; ++run) {
      // With one run the bytes are given away, as the product does.
      std::string copy = runs == 1 ? std::move(bytes) : bytes;
      auto start = std::clock();
      const auto document = headwater::sbom::ReadSbomDocument(std::move(copy));
      read = std::min(read, MillisecondsSince(start));
      start = std::clock();
      const auto bom = headwater::sbom::ReadBom(document);
      model = std::min(model, MillisecondsSince(start));
      nodes = document.tree ? document.tree->nodes().size() : 0;
      components = bom.components.size();
    }
    std::printf("%.2f %.2f %zu %zu\n", read, model, nodes, components);
  }
}
