<?xml version="1.0" encoding="UTF-8"?>
<!-- Keeps what a report has against a document: a report names every rule that it tried, too.
     Where an assert has no id, its context and its test stand for one. -->
<xsl:transform version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
               xmlns:svrl="http://purl.oclc.org/dsdl/svrl" exclude-result-prefixes="svrl">
  <xsl:template match="/">
    <hits>
      <xsl:for-each select="//svrl:failed-assert | //svrl:successful-report">
        <hit>
          <xsl:copy-of select="@id, (@flag, @role)[1], @location, @number, @more"/>
          <xsl:if test="not(@id | @number)">
            <xsl:attribute name="made-of"
                           select="preceding-sibling::svrl:fired-rule[1]/@context, @test"/>
          </xsl:if>
          <xsl:value-of select="normalize-space(svrl:text[1])"/>
        </hit>
      </xsl:for-each>
    </hits>
  </xsl:template>
</xsl:transform>
