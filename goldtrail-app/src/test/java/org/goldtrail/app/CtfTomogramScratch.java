package org.goldtrail.app;
import java.nio.file.*;
import java.util.*;
import org.goldtrail.phantom.*;
public class CtfTomogramScratch {
  public static void main(String[] a) throws Exception {
    String which=a[0]; Path folder=Path.of("/tmp/volume/"+which);
    PhantomParameters p=PhantomPreset.DEMO.parameters();
    String size; List<CtfTomograms.Cube> cubes;
    switch(which){
      case "thin54" -> { p=p.with(p.specimen().ofSpecks(170,2e5,0.5)).with(p.optics().withSlices(40));
        size="400 128 128";cubes=List.of(new CtfTomograms.Cube("middle",128,0,0,0), new CtfTomograms.Cube("side",128,130,0,0)); }
      case "pre54" -> { p=p.with(p.specimen().ofSpecks(170,2e5,0.5).withPretilt(18,0)).with(p.optics().withSlices(40));
        size="400 128 220";cubes=List.of(new CtfTomograms.Cube("middle",128,0,0,0), new CtfTomograms.Cube("side",128,130,0,-42)); }
      case "thick27" -> { p=p.with(new FieldParameters(480,464,2.7)).with(p.gold().withCount(14).withDiameter(7)).with(p.specimen().ofSpecks(250,1e6,0.22)).with(p.optics().withSlices(30).withBFactor(60)).with(p.detector().withDose(10));
        size="160 160 940";cubes=List.of(new CtfTomograms.Cube("middle",160,0,0,0), new CtfTomograms.Cube("top",160,0,0,370)); }
      default -> throw new IllegalArgumentException();
    }
    long t=System.nanoTime();
    CtfTomograms s=new CtfTomograms(p,5,folder);
    System.out.printf("simulated %.1f s, first zero %.3f%n",(System.nanoTime()-t)/1e9,s.firstZero());
    var v=s.workflow.run().upTo("alignment.alignBinned");
    System.out.println(s.workflow.verdict());
    s.workflow.run().step("alignment.alignFull");
    s.workflow.run().step("ctf.estimateCTF");
    System.out.println(s.workflow.ctf().get().verdict());
    for (var r: s.agreement(size,cubes)) System.out.println(r.line("solved, estimated"));
    s.takeTrueGeometry();
    s.takeTrueCtf();
    for (var r: s.agreement(size,cubes)) System.out.println(r.line("known, known"));
    s.workflow.set("ctf.correctCTF.defocusHand","minus");
    for (var r: s.agreement(size,cubes)) System.out.println(r.line("known, wrong hand"));
    System.out.printf("all %.1f s%n",(System.nanoTime()-t)/1e9);
  }
}
